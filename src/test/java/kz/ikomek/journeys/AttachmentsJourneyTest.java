package kz.ikomek.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.util.HashMap;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.Attachment;
import kz.ikomek.appeals.AttachmentKind;
import kz.ikomek.appeals.AttachmentViews;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A photo comes with the complaint, two with the work, and the controller compares them. */
@IntegrationTest
class AttachmentsJourneyTest {

    private static Chromium chromium;

    private final Map<String, Desk> desks = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    AttachmentViews attachments;

    @Autowired
    JdbcClient jdbc;

    @BeforeAll
    static void openBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
        chromium = new Chromium();
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void aTuesday() {
        centre.itIs("2026-11-24T10:00");
        jdbc.sql("DELETE FROM platform.chosen_language").update();
    }

    @AfterEach
    void everybodyGoesHome(TestInfo test) {
        desks.forEach((userId, desk) -> {
            desk.picture(test.getTestMethod().orElseThrow().getName() + "-" + userId);
            desk.close();
        });
    }

    @Test
    void aComplaintWithAPhotoIsWorkedOnWithPhotosAndCompared() {
        at("operator")
                .newAppeal()
                .types("text", "Құдықтың қақпағы жоқ, балалар ойнап жүр.")
                .picks("category", "Құдықтың қақпағы ашық")
                .picks("district", "Абай ауданы")
                .types("phone", "8 705 222 33 55")
                .registers();
        Locator registered = at("operator").page.locator(".ikomek-number");
        chooses(registered, "IMG_1.jpg", SampleFiles.photo(200, 150, 1));
        assertThat(registered.locator(".ikomek-file-news")).containsText("42.31575, 69.58690");
        assertThat(registered.locator(".ikomek-files li")).hasCount(1);
        chooses(registered, "IMG_2.heic", SampleFiles.heic());
        assertThat(registered.locator(".ikomek-file-refused")).containsText("HEIC суреті ашылмайды");
        AppealNumber number = at("operator").number();

        String executor = "executor-water-sewerage";
        Locator beside = at(executor).takes(number, "Орындау").sheet();
        assertThat(beside.locator(".ikomek-files li")).containsText("Тұрғыннан: IMG_1.jpg");
        assertThat(beside.locator(".ikomek-attach select")).hasValue("AFTER");
        beside.locator(".ikomek-attach select").selectOption("BEFORE");
        chooses(beside, "дейін.jpg", SampleFiles.jpeg(200, 150));
        assertThat(beside.locator(".ikomek-files li")).hasCount(2);
        beside.locator(".ikomek-attach select").selectOption("AFTER");
        chooses(beside, "кейін.jpg", SampleFiles.jpeg(210, 150));
        assertThat(beside.locator(".ikomek-files li")).hasCount(3);
        at(executor).chooses("Шешілді").types("report", "Жаңа қақпақ қойылды").completes();

        centre.does("inspector", number, "checkDanger", Map.of());
        centre.does("controller", number, "keepUnderControl", Map.of("note", "Суретін көрдім"));

        Desk controller = at("controller").takes(number, "Кері қоңырау");
        controller
                .page
                .locator(".task-details .nav-tabs a", new Page.LocatorOptions().setHasText("Өтініш"))
                .click();
        Locator tab = controller.page.locator(".ikomek-dossier");
        assertThat(tab.locator("h2")).hasText(number.display());
        assertThat(tab.locator(".ikomek-timeline li").first()).containsText("Бақылау басталды");
        assertThat(tab.locator(".ikomek-timeline")).containsText("Жұмыстан кейін: кейін.jpg");
        assertThat(tab.locator(".ikomek-files img")).hasCount(3);
        assertThat(tab.locator("input[type=file]")).hasCount(0);

        controller.reads(number);
        assertThat(controller.page.locator(".pair > div").first()).containsText("дейін.jpg");
        assertThat(controller.page.locator(".pair > div").last()).containsText("кейін.jpg");
        assertThat(attachments.of(number))
                .extracting(Attachment::kind)
                .containsExactly(AttachmentKind.REGISTERING, AttachmentKind.BEFORE, AttachmentKind.AFTER);
    }

    private static void chooses(Locator place, String name, byte[] file) {
        place.locator("input[type=file]").setInputFiles(new FilePayload(name, "application/octet-stream", file));
        assertThat(place.locator(".ikomek-file-news")).containsText(name);
        assertThat(place.locator("progress")).hasCount(0);
    }

    private Desk at(String userId) {
        return desks.computeIfAbsent(
                userId, login -> new Desk(chromium.browser(), port).reads("kk").login(login));
    }
}
