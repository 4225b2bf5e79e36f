package kz.ikomek.intake.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Objects;
import kz.ikomek.replies.Replies;
import kz.ikomek.replies.Reply;
import kz.ikomek.replies.ReplyChange;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A supervisor looks after the canned replies. */
@IntegrationTest
class RepliesPageTest {

    private static final String LIST = "/staff/replies";

    @Autowired
    Replies replies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext context;

    private MockMvc web;

    @BeforeEach
    void openBrowser() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @AfterEach
    void onlyTheShippedOnesAreOffered() {
        jdbc.sql("UPDATE replies.reply SET retired = seed IS NULL").update();
    }

    @Test
    void onlySupervisorsGetIn() throws Exception {
        for (String other :
                List.of("operator", "inspector", "controller", "executor-water-sewerage", "owner", "admin")) {
            var session = login(other);
            web.perform(get(LIST).session(session)).andExpect(status().isForbidden());
            web.perform(get(LIST + "/1").session(session)).andExpect(status().isForbidden());
            web.perform(typed(LIST + "/new", "Мәтін").session(session)).andExpect(status().isForbidden());
            web.perform(post(LIST + "/1/retire")
                            .param("version", "1")
                            .session(session)
                            .with(csrf()))
                    .andExpect(status().isForbidden());
        }
        web.perform(get("/staff").session(login("supervisor")))
                .andExpect(content().string(containsString("Дайын жауаптар")));
        web.perform(get("/staff").session(login("operator")))
                .andExpect(content().string(not(containsString("Дайын жауаптар"))));
    }

    @Test
    void theListIsFiltered() throws Exception {
        web.perform(get(LIST)
                        .param("use", "WORK_SOLVED")
                        .param("category", "water")
                        .session(login("supervisor")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("су берілді"), not(containsString("Қоқыс шығарылды, контейнер")))));
    }

    @Test
    void whatIsRefusedComesAgainAsItWasTyped() throws Exception {
        int before = replies.all().size();
        web.perform(typed(LIST + "/new", "Тұрғынның телефоны: {phone}").session(login("supervisor")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("«Қазақша мәтін» өрісінде «{phone}» деген белгі бар"),
                                containsString("Тұрғынның телефоны: {phone}"),
                                containsString("Проба"))));
        assertThat(replies.all()).hasSize(before);
    }

    @Test
    void aPreviewSavesNothing() throws Exception {
        int before = replies.all().size();
        web.perform(typed(LIST + "/new", "Мерзімі: {deadline}, № {number}.")
                        .param("preview", "true")
                        .session(login("supervisor")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Мерзімі: 25.11.2026 18:00, № 1000 0012.")));
        assertThat(replies.all()).hasSize(before);
    }

    @Test
    void aReplyIsAddedChangedRetiredAndRestored() throws Exception {
        var supervisor = login("supervisor");
        web.perform(typed(LIST + "/new", "Бірінші мәтін").session(supervisor)).andExpect(redirectedUrl(LIST));
        Reply added = replies.all().stream()
                .filter(reply -> reply.textKk().equals("Бірінші мәтін"))
                .findFirst()
                .orElseThrow();
        String page = LIST + "/" + added.id();
        web.perform(typed(page, "Екінші мәтін").param("version", "1").session(supervisor))
                .andExpect(redirectedUrl(LIST));
        web.perform(typed(page, "Үшінші мәтін").param("version", "1").session(supervisor))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("басқа қызметкер өзгертіп қойды"), containsString("Үшінші мәтін"))));
        web.perform(post(page + "/retire")
                        .param("version", "2")
                        .session(supervisor)
                        .with(csrf()))
                .andExpect(redirectedUrl(LIST));
        web.perform(get(LIST).session(supervisor)).andExpect(content().string(not(containsString("Екінші мәтін"))));
        web.perform(get(LIST).param("retired", "true").session(supervisor))
                .andExpect(content().string(containsString("Екінші мәтін")));
        web.perform(post(page + "/restore")
                        .param("version", "3")
                        .session(supervisor)
                        .with(csrf()))
                .andExpect(redirectedUrl(LIST));
        assertThat(replies.changes(added.id()))
                .extracting(ReplyChange::actor)
                .hasSize(4)
                .containsOnly("supervisor");
        web.perform(get(page).session(supervisor))
                .andExpect(content().string(allOf(containsString("Қолданысқа қайтарылды"), containsString("Қосылды"))));
        web.perform(get(LIST + "/999999").session(supervisor)).andExpect(status().isNotFound());
    }

    private static MockHttpServletRequestBuilder typed(String path, String textKk) {
        return post(path)
                .param("use", "WORK_SOLVED")
                .param("category", "")
                .param("titleKk", "Сынақ")
                .param("titleRu", "Проба")
                .param("textKk", textKk)
                .param("textRu", "Текст")
                .with(csrf());
    }

    private MockHttpSession login(String userId) throws Exception {
        return (MockHttpSession)
                Objects.requireNonNull(web.perform(formLogin().user(userId).password("demo"))
                        .andReturn()
                        .getRequest()
                        .getSession());
    }
}
