package kz.ikomek.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.Step;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.platform.MailCatcher.Caught;
import kz.ikomek.replies.Replies;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.testing.Switchboard;
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

/** The centre's worked examples, each human step clicked in Tasklist by its own login. */
@IntegrationTest
class JourneysTest {

    private static Chromium chromium;

    private final Map<String, Desk> desks = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    Mailbox mailbox;

    @Autowired
    AppealViews appeals;

    @Autowired
    Contacts contacts;

    @Autowired
    Replies replies;

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
        jdbc.sql("DELETE FROM telephony.seat").update();
    }

    @AfterEach
    void everybodyGoesHome(TestInfo test) {
        desks.forEach((userId, desk) -> {
            desk.picture(test.getTestMethod().orElseThrow().getName() + "-" + userId);
            desk.close();
        });
        assertThat(desks.values())
                .as("what Tasklist asks for is offered, and its scripts run under their policy")
                .allSatisfy(desk -> assertThat(desk.refusals()).isEmpty());
    }

    @Test
    void anEnquiryIsAnsweredInTheCallOrWithinTwoMinutes() {
        at("operator")
                .newAppeal()
                .types("text", "Орталық емхананың тіркеу бөлімінің телефоны қандай?")
                .picks("category", "Анықтамалық ақпарат")
                .types("phone", "8 701 123 45 67")
                .types("answer", "+7 7252 00 00 00")
                .registers();
        var answered = at("operator").number();
        assertThat(centre.appeal(answered).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(mailbox.about(answered)).isEmpty();

        at("operator")
                .newAppeal()
                .types("text", "Халыққа қызмет көрсету орталығы қайда?")
                .picks("category", "Анықтамалық ақпарат")
                .types("phone", "8 701 123 45 67")
                .registers();
        var waiting = at("operator").number();
        centre.timePasses(Duration.ofMinutes(1));
        assertThat(mailbox.about(waiting)).extracting(Caught::to).containsExactly("shift@ikomek.example");

        at("operator2").takes(waiting, "Анықтама беру");
        assertThat(at("operator2").sheet()).containsText("Халыққа қызмет көрсету орталығы қайда?");
        at("operator2")
                .chooses("Жауап берілді")
                .types("answer", "Тәуке хан даңғылы, 12")
                .completes();
        assertThat(centre.appeal(waiting).outcome()).isEqualTo(Outcome.ANSWERED);
        centre.timePasses(Duration.ofMinutes(5));
        assertThat(mailbox.about(waiting))
                .as("nobody is troubled after the answer")
                .hasSize(1);
    }

    @Test
    void aPharmacistFindsTheMedicineAndCallsBack() {
        at("operator")
                .newAppeal()
                .types("text", "Балаға арналған парацетамол сиропын үш дәріханадан таппадым.")
                .picks("category", "Дәріханада дәрі-дәрмектің болмауы")
                .types("residentName", "Сынақ Тұрғын")
                .types("phone", "87021112233")
                .registers();
        var number = at("operator").number();
        centre.timePasses(Duration.ofHours(3));
        assertThat(mailbox.about(number)).extracting(Caught::to).containsExactly("duty@health.example");

        at("pharmacist3").takes(number, "Дәріні табу");
        assertThat(at("pharmacist3").sheet()).containsText("парацетамол сиропын");
        assertThat(at("pharmacist3").sheet()).containsText("Сынақ Тұрғын");
        assertThat(at("pharmacist3").sheet().locator("a[href='tel:+77021112233']"))
                .isVisible();
        at("pharmacist3")
                .chooses("Табылды")
                .types("pharmacy", "№ 5 дәріхана, Абай ауданы")
                .types("price", "1 250 ₸")
                .types("until", "сағат 20:00")
                .chooses("Тұрғынға хабарланды")
                .completes();

        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.MEDICINE_FOUND);
        assertThat(centre.waiting(number)).isEmpty();
    }

    @Test
    void anOpenManholeIsAlertedAtOnceAndKeptUnderControlUntilItIsSafe() {
        at("operator")
                .newAppeal()
                .types("text", "Құдықтың қақпағы жоқ, балалар ойнап жүр.")
                .picks("category", "Құдықтың қақпағы ашық")
                .picks("district", "Абай ауданы")
                .types("address", "Тәуке хан даңғылы, 12")
                .types("phone", "8 705 222 33 44")
                .registers();
        var number = at("operator").number();
        assertThat(mailbox.about(number)).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("head@water-sewerage.example");
            assertThat(mail.subject()).startsWith("ҚАУІПТІ: " + number.display());
            assertThat(mail.text()).doesNotContain("705", "балалар");
        });

        at("executor-water-sewerage").takes(number, "Орындау");
        assertThat(at("executor-water-sewerage").sheet()).containsText("Қауіпті");
        assertThat(at("executor-water-sewerage").sheet()).containsText("Абай ауданы, Тәуке хан даңғылы, 12");
        at("executor-water-sewerage")
                .chooses("Шешілді")
                .types("report", "Жаңа қақпақ қойылды")
                .completes();
        at("inspector").takes(number, "Қауіпті тексеру").completes();
        assertThat(centre.waiting(number)).as("not closed before it is safe").containsExactly("keepUnderControl");

        at("controller")
                .takes(number, "Бақылауда ұстау")
                .types("note", "Суретін көрдім, қақпағы бекітілген")
                .completes();
        at("controller").takes(number, "Кері қоңырау");
        assertThat(at("controller").sheet()).containsText("Жаңа қақпақ қойылды");
        at("controller").chooses("Тұрғын растады").completes();

        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.SOLVED_CONFIRMED);
        assertThat(mailbox.about(number)).hasSize(1);
    }

    @Test
    void socialSupportIsSolvedWithinTwoDays() {
        at("operator")
                .newAppeal()
                .types("text", "42 500 теңге төлемге өтініш бердім, жауап жоқ.")
                .picks("category", "42 500 теңгелік әлеуметтік төлем")
                .picks("district", "Тұран ауданы")
                .types("residentName", "Сынақ Тұрғын")
                .types("phone", "+7 747 555 66 77")
                .registers();
        var number = at("operator").number();
        at("inspector")
                .takes(number, "Тексеру және жолдау")
                .chooses("Мекемеге жолдау")
                .completes();

        var executor = at("executor-employment").takes(number, "Орындау");
        executor.chooses("Тұрғыннан сұрау")
                .types("question", "Өтінішті қай күні бердіңіз?")
                .completes();
        at("operator").takes(number, "Тұрғыннан сұрау");
        assertThat(at("operator").sheet()).containsText("Өтінішті қай күні бердіңіз?");
        at("operator")
                .chooses("Жауап берді")
                .types("residentAnswer", "Осы айдың он бесінде")
                .completes();

        centre.timePasses(Duration.ofHours(36));
        assertThat(mailbox.about(number))
                .as("it is ten at night, and nobody is in danger")
                .isEmpty();
        centre.timePasses(Duration.ofHours(10));
        assertThat(mailbox.about(number)).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("duty@employment.example");
            assertThat(mail.subject()).startsWith("Срок подходит: обращение " + number.display());
        });

        executor.takes(number, "Орындау");
        assertThat(executor.sheet()).containsText("Осы айдың он бесінде");
        executor.chooses("Шешілді").submits().isTold("«Орындалған жұмыс» өрісін толтырыңыз.");
        executor.types("report", "Төлем тағайындалды, екі күнде түседі").completes();
        at("controller").takes(number, "Кері қоңырау").chooses("Тұрғын растады").completes();

        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.SOLVED_CONFIRMED);
        assertThat(mailbox.about(number)).hasSize(1);
    }

    @Test
    void aComplaintTakesEveryTurnUntilItIsADuplicate() {
        at("operator")
                .newAppeal()
                .types("text", "Үйге кіретін жол су құбырынан кейін қазылған күйі қалды.")
                .picks("category", "Жол инфрақұрылымы")
                .picks("district", "Абай ауданы")
                .types("address", "Тәуке хан даңғылы")
                .types("residentName", "Сынақ Тұрғын")
                .types("phone", "8 701 444 55 66")
                .registers();
        String copied = at("operator").copiesNumber();
        pictured("operator", "number");
        var number = at("operator").number();
        assertThat(copied).isEqualTo(number.value());

        at("inspector")
                .takes(number, "Тексеру және жолдау")
                .chooses("Операторға сұрақ")
                .types("question", "Қай үйдің жанында?");
        pictured("inspector", "question");
        at("inspector").completes();
        at("operator").takes(number, "Нақтылау");
        assertThat(at("operator").sheet()).containsText("Қай үйдің жанында?");
        at("operator").types("reply", "12-үйдің жанында, дүкенге қарсы");
        pictured("operator", "clarify");
        at("operator").completes();

        at("inspector").takes(number, "Тексеру және жолдау");
        assertThat(at("inspector").sheet()).containsText("12-үйдің жанында, дүкенге қарсы");
        at("inspector")
                .chooses("Мекемеге жолдау")
                .picks("furtherAgencies", "Сумен жабдықтау")
                .types("note", "Екі мекеме бірге барсын");
        pictured("inspector", "two-agencies");
        at("inspector").completes();

        at("executor-water-sewerage").takes(number, "Орындау");
        assertThat(at("executor-water-sewerage").sheet()).containsText("Екі мекеме бірге барсын");
        at("executor-water-sewerage").chooses("Біздікі емес").types("reason", "Құбырды жылу кәсіпорны ауыстырған");
        pictured("executor-water-sewerage", "not-ours");
        at("executor-water-sewerage").completes();
        at("inspector").takes(number, "Басқа мекемеге жолдау");
        assertThat(at("inspector").sheet()).containsText("Құбырды жылу кәсіпорны ауыстырған");
        at("inspector").chooses("Басқа мекемеге").picks("agency", "Жылумен жабдықтау");
        pictured("inspector", "reroute");
        at("inspector").types("note", "Құбыр сіздікі").completes();
        solves("executor-heat", number, "Ор көмілді");
        assertThat(centre.waiting(number)).as("the other agency is still at it").containsExactly("execute");
        solves("executor-roads-transport", number, "Жол тегістелді");

        at("controller").takes(number, "Кері қоңырау");
        assertThat(at("controller").sheet()).containsText("Жол тегістелді");
        at("controller").chooses("Жауап бермеді").completes();
        centre.timePasses(Duration.ofHours(2));
        at("controller")
                .takes(number, "Кері қоңырау")
                .chooses("Тұрғын растамады")
                .types("reason", "Жол әлі қазулы");
        pictured("controller", "not-confirmed");
        at("controller").completes();
        at("executor-heat").takes(number, "Орындау");
        assertThat(at("executor-heat").sheet()).containsText("Жол әлі қазулы");
        pictured("executor-heat", "rework");

        at("operator").reads(number).acts("Өтінішті қайтарып алу", "Көршілер өздері түзеді");
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.WITHDRAWN);
        assertThat(centre.waiting(number)).isEmpty();
        pictured("operator", "withdrawn");
        at("controller").reads(number).acts("Қайта ашу", "Жаңбырдан кейін қайта шөкті");
        at("inspector")
                .takes(number, "Тексеру және жолдау")
                .chooses("Қабылдамау")
                .types("reason", "Жаңбырмен байланысты емес")
                .completes();
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.REJECTED);

        var first = centre.registered("road-infrastructure");
        at("operator").reads(number).acts("Қайта ашу", "Тұрғын келіспейді");
        at("inspector")
                .takes(number, "Тексеру және жолдау")
                .chooses("Қайталама")
                .types("duplicateOf", first.display())
                .completes();
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.DUPLICATE);
        at("operator").reads(number);
    }

    @Test
    void refusedInputIsSaidInOneSentenceAndWhatWasTypedStays() {
        var operator = at("operator")
                .newAppeal()
                .types("text", "Аулада жарық жоқ")
                .picks("category", "Көшені жарықтандыру")
                .types("address", "Тәуке хан даңғылы, 12")
                .types("phone", "12")
                .registers()
                .isTold("«Телефон» өрісіндегі нөмір дұрыс емес. Мысалы: 8 701 123 45 67.");

        assertThat(operator.field("phone")).isFocused();
        assertThat(operator.field("text")).hasValue("Аулада жарық жоқ");
        assertThat(operator.field("category")).hasValue("Көшені жарықтандыру / Уличное освещение");
        assertThat(operator.field("address")).hasValue("Тәуке хан даңғылы, 12");
        assertThat(operator.field("phone")).hasValue("12");

        operator.types("phone", "8 701 123 45 67").registers();
        assertThat(centre.waiting(operator.number())).containsExactly("inspect");
    }

    @Test
    void noDraftOfOneOperatorReachesTheNext() {
        AppealNumber number = centre.registered("reference");
        var machine = at("operator").takes(number, "Анықтама беру");
        machine.chooses("Жауап берілді").types("answer", "Құпия сөз").saves();
        machine.leaves();
        machine.enters("operator2").opens(number, "Анықтама беру", "Мерзімі жақын");
        assertThat(machine.choice("Жауап берілді")).not().isChecked();
        assertThat(machine.field("answer")).hasCount(0);

        machine.newAppeal().types("text", "Айтылып үлгермеген сөз").types("residentName", "Сынақ Тұрғын");
        machine.loseSession();
        machine.isLedToTheLogin();
        machine.enters("operator").newAppeal();
        assertThat(machine.field("text")).hasValue("");
        assertThat(machine.field("residentName")).hasValue("");
        assertThat(machine.page.evaluate(
                        "Object.keys(localStorage).filter(key => key.startsWith('camunda-form')).length"))
                .isEqualTo(0);
    }

    @Test
    void theScreenIsTheCentresInThreeLanguagesAndLeavingEndsTheSession() {
        for (var told : Map.of("kk", "Жаңа өтініш", "ru", "Новое обращение", "en", "New appeal")
                .entrySet()) {
            var desk = at("operator", told.getKey());
            assertThat(desk.page.locator(".navbar-brand")).hasText("iKomek 109");
            assertThat(desk.page).hasTitle("iKomek 109");
            assertThat(desk.page.locator(".start-process-action a")).hasText(told.getValue());
            assertThat(desk.page.locator(".ce-eol-banner")).hasCount(1);
            assertThat(desk.page.locator(".ce-eol-banner")).isHidden();
            desk.leaves();
            desk.page.goBack();
            desk.isLedToTheLogin();
        }
    }

    @Test
    void theBarFindsAnAppealAndTheLanguageGoesWithThePerson() {
        var number = centre.registered("street-lighting");
        var inspector = at("inspector").opens(number, "Тексеру және жолдау");
        assertThat(inspector.page.locator(".tasks-list li.task.active .ikomek-badge-left"))
                .hasText("◷ 1 күн 23 сағ қалды");

        var operator = at("operator");
        var found = operator.page.waitForPopup(() -> {
            operator.page.fill(".ikomek-search input", "тауке хан 12");
            operator.page.press(".ikomek-search input", "Enter");
        });
        assertThat(found.locator(".found a").first()).hasText(number.display());

        operator.page.click(".ikomek-languages a[lang=ru]");
        assertThat(operator.page.locator(".start-process-action a")).hasText("Новое обращение");
        try (var elsewhere = new Desk(chromium.browser(), port).login("operator")) {
            assertThat(elsewhere.page.locator(".start-process-action a")).hasText("Новое обращение");
            assertThat(elsewhere.page.locator(".ikomek-languages [aria-current]"))
                    .hasText("Рус");
        }
    }

    @Test
    void tasklistComesUpHoweverLateAPartOfItArrives() {
        at("operator")
                .reloads("**/tasklistPlugins/**/plugin.js*", Duration.ofSeconds(30))
                .newAppeal();
    }

    @Test
    void haltAndHasteRegisterAnAppealOnce() {
        String words = "Екі рет басылды " + UUID.randomUUID();
        var operator = at("operator")
                .newAppeal()
                .types("text", words)
                .picks("category", "Көшені жарықтандыру")
                .picks("district", "Абай ауданы")
                .types("address", "Тәуке хан даңғылы, 12")
                .types("phone", "8 701 123 45 67");
        operator.field("phone").press("Enter");
        assertThat(operator.field("text")).hasValue(words);

        operator.page.dblclick(".modal-footer .btn-primary");
        operator.number();
        assertThat(jdbc.sql("SELECT count(*) FROM appeals.appeal WHERE words = ?")
                        .param(words)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoComesSecondToATaskIsToldSo() {
        var number = centre.registered("reference");
        at("operator").opens(number, "Анықтама беру");
        at("operator2").opens(number, "Анықтама беру");
        at("operator").page.click(".task-details .claim");
        assertThat(at("operator").page.locator(".task-details .claim")).isHidden();
        at("operator2").page.click(".task-details .claim");
        at("operator2").isTold("Бұл тапсырманы басқа қызметкер алып қойды. Тізімді жаңартып, басқа тапсырманы алыңыз.");
    }

    @Test
    void aCallRingsPopsUpAndIsAnsweredOutOfTheDirectory() {
        var telephone = new Switchboard(port);
        var call = at("operator").answersACall();
        var page = call.page();
        page.locator("#phoneExtension").focus();
        call.types("101").presses("Enter");
        assertThat(page.locator(".call.idle")).containsText("101");
        telephone.rings("journey-1", "87017654321", "101");
        assertThat(page.locator(".call.ringing .number")).hasText("+7 701 765 4321");
        assertThat(page).hasTitle(Pattern.compile("Қоңырау келіп тұр.*"));
        pictured("operator", "ringing");
        telephone.answers("journey-1", "87017654321", "101");
        assertThat(page.locator(".call.talking")).isVisible();
        assertThat(call.field("phone")).hasValue("+7 701 765 4321");

        int before = call.keys();
        call.presses("F9");
        assertThat(page.locator("#directory-text")).isFocused();
        call.types("№1 емхана");
        assertThat(page.locator("#directory .answer:not([hidden]) h2")).hasText("№1 қалалық емхана");
        pictured("operator", "directory");
        call.presses("Control+Enter");
        var told = page.locator("#directory .big-number");
        assertThat(told).isVisible();
        assertThat(call.keys() - before).isEqualTo(2);
        var number = AppealNumber.parse(told.textContent());
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(centre.appeal(number).phone()).isEqualTo("+77017654321");
        assertThat(page.locator(".call.talking")).containsText(number.display());
        telephone.hangsUp("journey-1", "87017654321", "normalClearing");
        assertThat(page.locator(".call.idle")).isVisible();
        call.presses("F9");
        assertThat(call.field("text")).isFocused();
        assertThat(call.field("phone")).hasValue("");
    }

    @Test
    void anEnquiryAnsweredInTheCallTakesThreeKeysBesideTheText() {
        var call = at("operator").answersACall();
        call.types("Орталық емхананың телефоны қандай?")
                .presses("F2")
                .types("+7 7252 00 00 00")
                .presses("F4")
                .presses("Control+Enter");
        var number = call.number();
        assertThat(call.keys()).isEqualTo(3);
        var appeal = centre.appeal(number);
        assertThat(appeal.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(appeal.category().value()).isEqualTo("reference");
        assertThat(appeal.answer()).isEqualTo("+7 7252 00 00 00");
        pictured("operator", "the-number");
        call.presses("Enter");
        assertThat(call.field("text")).isFocused();
        assertThat(call.field("text")).hasValue("");
    }

    @Test
    void aComplaintIsRegisteredWithoutTheMouseAndFoundAgainAfterTheBrowserWasLost() {
        var before = at("operator").answersACall();
        before.types("Үйіміздің алдында люк ашық, балалар түсіп кетуі мүмкін")
                .presses("Tab")
                .types("люк");
        assertThat(before.options().first()).containsText("Құдықтың қақпағы ашық");
        before.presses("Enter");
        assertThat(before.beside()).containsText("Сумен жабдықтау және су бұру кәсіпорны");
        assertThat(before.beside()).containsText("мекеме басшысына бірден хат жіберіледі");
        pictured("operator", "while-typing");

        var call = at("operator").answersACall();
        assertThat(call.page()).hasTitle("Жұмыс орны · iKomek 109");
        assertThat(call.field("text")).hasValue("Үйіміздің алдында люк ашық, балалар түсіп кетуі мүмкін");
        assertThat(call.notice()).containsText("ештеңе жоғалған жоқ");
        call.presses("Control+Enter");
        assertThat(call.error()).containsText("Телефон");
        assertThat(call.field("phone")).isFocused();
        call.types("87015550199").goes("address").types("Тәуке хан даңғылы, 12").presses("Control+Enter");
        var number = call.number();
        assertThat(centre.appeal(number).category().value()).isEqualTo("open-manhole");
        assertThat(mailbox.about(number)).isNotEmpty();
    }

    @Test
    void whatIsTypedOnTheDeskOutlivesTheLogin() {
        var call = at("operator2").answersACall();
        call.types("Бірінші сөз");
        at("operator2").loseSession();
        call.types(" екінші сөз");
        at("operator2").isLedToTheLogin();
        call = at("operator2").login("operator2").answersACall();
        assertThat(call.field("text")).hasValue("Бірінші сөз екінші сөз");

        at("operator2").loseSession();
        call.presses("Control+Enter");
        at("operator2").isLedToTheLogin();
        call = at("operator2").login("operator2").answersACall();
        assertThat(call.field("text")).hasValue("Бірінші сөз екінші сөз");
        call.page().locator("button[formaction$='/discard']").click();
        assertThat(call.field("text")).hasValue("");
    }

    @Test
    void aCannedReplyIsWrittenAfterWhatWasTypedByKeyboardAlone() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        var executor = at("executor-street-lighting").takes(number, "Орындау").chooses("Шешілді");
        executor.types("report", "Бригада барды.").page.keyboard().press("Control+Alt+r");
        var replies = executor.page.locator(".ikomek-replies");
        assertThat(replies.locator("[role=option]").first()).containsText("Шамдар жанды");
        assertThat(Accessibility.violations(executor.page, ".ikomek-replies")).isEmpty();
        executor.picture("replies-executor");
        executor.page.keyboard().press("ArrowDown");
        assertThat(replies.locator("[aria-selected=true]")).containsText("Жұмыс орындалды");
        executor.page.keyboard().type("көше жарығы");
        assertThat(replies.locator("[role=option]")).hasCount(1);
        executor.page.keyboard().press("Enter");
        assertThat(replies).hasCount(0);
        assertThat(executor.field("report")).isFocused();
        String written = "Бригада барды.\nЖанбай тұрған шамдар ауыстырылды, көше жарығы қосылды."
                + " Орны: Абай ауданы, Тәуке хан даңғылы, 12.";
        assertThat(executor.field("report")).hasValue(written);
        executor.completes();
        assertThat(appeals.journal(number)).extracting(JournalEntry::note).contains(written);
    }

    @Test
    void aBurstIsRoutedTogetherByKeyboardAlone() {
        var burst = List.of(centre.registered("sewerage"), centre.registered("sewerage"));
        var page = choosesTogether("sewerage", burst, "ROUTE");
        assertThat(page.locator("#agency")).isFocused();
        page.selectOption("#agency", "water-sewerage");
        page.keyboard().press("Tab");
        goesThrough(page, "Бір апат, бірге барыңыз");
        page.setViewportSize(390, 844);
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(burst)
                .allSatisfy(number -> assertThat(centre.waitingFor(number, "executor-water-sewerage"))
                        .containsExactly("execute"));
    }

    @Test
    void aBurstIsAnsweredAndClosedTogetherByKeyboardAlone() {
        var burst = List.of(centre.registered("water"), centre.registered("water"), centre.registered("water"));
        var page = choosesTogether("water", burst, "ANSWER");
        assertThat(page.locator("#answer")).isFocused();
        goesThrough(page, "Құбырдағы апат жөнделді, су 10:00-де берілді.");
        assertThat(burst).allSatisfy(number -> {
            assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(appeals.journal(number)).extracting(JournalEntry::step).contains(Step.DONE_TOGETHER);
        });
    }

    /** The inspector finds them by category and address, takes all, and is at the first field of the action. */
    private Page choosesTogether(String category, List<AppealNumber> burst, String action) {
        var page = at("inspector").page;
        page.locator("a[href$='/staff/bulk']").focus();
        page.keyboard().press("Enter");
        // Playwright's keyboard has no Kazakh letters with which to choose in a list.
        page.selectOption("#category", category);
        page.locator("#address").focus();
        page.keyboard().type("тауке хан");
        page.keyboard().press("Enter");
        page.locator("button[name=all]").focus();
        page.keyboard().press("Enter");
        for (var number : burst) {
            assertThat(page.locator(".together li", new Page.LocatorOptions().setHasText(number.display()))
                            .locator("input"))
                    .isChecked();
        }
        page.locator("#do-" + action).focus();
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        return page;
    }

    /** Says why, looks at the preview, and orders it. */
    private void goesThrough(Page page, String words) {
        page.keyboard().type(words);
        at("inspector").picture("bulk-chosen-inspector");
        page.keyboard().press("Tab");
        assertThat(page.locator("form[method=post] .actions button[type=submit]:not([form])"))
                .isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".outcomes .bad")).hasCount(0);
        at("inspector").picture("bulk-plan-inspector");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.locator("main .actions button").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).containsText("Орындалмады: 0");
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    void theEnginesPagesOfAdministratorsWorkWithWhatIsOffered() {
        var number = centre.registered("public-order");
        var page = at("admin").page;
        for (String place : List.of(
                "admin/default/#/users/operator?tab=groups",
                "admin/default/#/groups/operators?tab=users",
                "admin/default/#/authorization?resource=1",
                "cockpit/default/#/dashboard",
                "cockpit/default/#/decisions",
                "cockpit/default/#/processes")) {
            page.navigate("http://localhost:" + port + "/camunda/app/" + place);
            page.reload();
            page.waitForLoadState(LoadState.NETWORKIDLE);
        }
        page.locator("a[href*='#/process-definition/']").first().click();
        assertThat(page.locator(".djs-container")).isVisible();
        assertThat(page.locator("body")).containsText(number.value());
        assertThat(at("admin").refusals()).isEmpty();
    }

    @Test
    void everyPageOfOurOwnIsForEverybody() {
        var number = centre.registered("public-order");
        centre.routes(number, "public-order");
        centre.timePasses(Duration.ofHours(25));
        String mail = mailbox.about(number).stream()
                .map(Caught::text)
                .filter(text -> text.contains("/m/"))
                .findFirst()
                .orElseThrow();
        var coming = appeals.coming(number).get(0);
        var sample = new OwnPage.Sample(
                number,
                coming.stage() + "/" + coming.level(),
                mail.substring(mail.indexOf("/m/")).lines().findFirst().orElseThrow(),
                contacts.all(LocalDate.of(2026, 11, 24)).get(0).id(),
                replies.all().get(0).id());
        try (var accessibility = new Accessibility(chromium.browser(), port)) {
            assertThat(OwnPage.all(sample)).flatMap(accessibility::wrongOn).isEmpty();
        }
        var page = at("supervisor").page;
        for (String asked : List.of("/seen'] input[name=query]", "/person'] input[name=phone]")) {
            page.navigate("http://localhost:" + port + "/staff/privacy");
            page.fill("form[action$='" + asked, "8 701 123 45 67");
            page.press("form[action$='" + asked, "Enter");
            page.locator(asked.startsWith("/seen") ? ".looks" : ".privacy details")
                    .first()
                    .waitFor();
            assertThat(Accessibility.violations(page)).isEmpty();
        }
    }

    private void solves(String executor, AppealNumber number, String report) {
        at(executor)
                .takes(number, "Орындау")
                .chooses("Шешілді")
                .types("report", report)
                .completes();
    }

    /** A screen on the way, for whoever looks at the pictures afterwards. */
    private void pictured(String userId, String moment) {
        at(userId).picture("turns-" + moment + "-" + userId);
    }

    private Desk at(String userId) {
        return desks.computeIfAbsent(userId, id -> new Desk(chromium.browser(), port).login(id));
    }

    private Desk at(String userId, String language) {
        return desks.computeIfAbsent(
                userId + "-" + language,
                id -> new Desk(chromium.browser(), port).reads(language).login(userId));
    }
}
