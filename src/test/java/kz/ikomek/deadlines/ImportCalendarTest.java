package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.LocalizedText;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class ImportCalendarTest {

    private static final Actor ADMIN = new Actor("calendar-import");

    @Autowired
    ImportCalendar files;

    @Autowired
    EditCalendar edit;

    @Autowired
    CalendarViews views;

    @Autowired
    Sentences sentences;

    @AfterEach
    void leaveNoDraft() {
        edit.discard(ADMIN);
    }

    @Test
    void aTableWithAllColumnsIsTakenWhenItIsConfirmed() {
        ImportPreview preview = offered("жыл.csv", """
                date,kind,closes,name_kk,name_ru,name_en,source
                2049-01-01,holiday,,Жаңа жыл,Новый год,New Year,order 5
                2049-01-02,short-day,16:00,"Қысқа, күн",Короткий день,Short day,
                02.01.2050,working-day,,Жұмыс күні,Рабочий день,Worked day,
                2026-03-21,holiday,,Наурыз мейрамы,Наурыз,Nauryz,computed
                2026-03-22,holiday,,Ұлыстың ұлы күні,Наурыз,Nauryz,computed
                """);
        assertThat(preview.refused()).isEmpty();
        assertThat(preview.changes()).isEqualTo(4);
        assertThat(preview.lines())
                .extracting(
                        ImportPreview.Line::number, line -> line.entered().day().date(), ImportPreview.Line::effect)
                .containsExactly(
                        tuple(5L, LocalDate.of(2026, 3, 21), ImportPreview.Effect.KEEPS),
                        tuple(6L, LocalDate.of(2026, 3, 22), ImportPreview.Effect.REPLACES),
                        tuple(2L, LocalDate.of(2049, 1, 1), ImportPreview.Effect.ENTERS),
                        tuple(3L, LocalDate.of(2049, 1, 2), ImportPreview.Effect.ENTERS),
                        tuple(4L, LocalDate.of(2050, 1, 2), ImportPreview.Effect.ENTERS));
        assertThat(edit.draft(ADMIN).changes(views.current()))
                .as("nothing before it is confirmed")
                .isEmpty();

        assertThat(files.confirm(ADMIN)).isEqualTo(4);

        assertThat(edit.draft(ADMIN).changes(views.current())).hasSize(4);
        assertThat(edit.draft(ADMIN).on(LocalDate.of(2049, 1, 2)).orElseThrow().day())
                .isEqualTo(new CalendarDay(
                        LocalDate.of(2049, 1, 2),
                        CalendarDay.Kind.SHORT_DAY,
                        LocalTime.of(16, 0),
                        new LocalizedText("Қысқа, күн", "Короткий день", "Short day")));
        assertThat(files.preview(ADMIN)).isEmpty();
        assertThat(files.confirm(ADMIN)).isZero();
    }

    @Test
    void aTableThatNamesDaysInEnglishOnlyGetsTheNamesThatAreKnown() {
        ImportPreview preview = offered("calendar.csv", """
                date,kind,name_en,source
                2049-05-16,holiday,Kurban Ait (estimate),estimate
                2049-05-17,day-off,moved from 2049-05-16,computed
                2049-05-22,working-day,worked in place of 2049-05-17,computed
                2049-10-25,holiday,Republic Day,computed
                2049-11-01,holiday,Harvest Day,
                """);
        assertThat(preview.refused()).isEmpty();
        assertThat(preview.lines())
                .extracting(line -> line.entered().day().name().kk(), ImportPreview.Line::oneNameForAll)
                .containsExactly(
                        tuple("Құрбан айт", false),
                        tuple("Құрбан айт", false),
                        tuple("Жұмыс күні болып ауыстырылған демалыс", false),
                        tuple("Республика күні", false),
                        tuple("Harvest Day", true));
        assertThat(preview.lines().get(4).entered().source()).isEqualTo("calendar.csv");
    }

    @Test
    void eachBadLineIsToldWithItsNumberInTheReadersLanguage() {
        ImportPreview preview = offered("bad.csv", """
                date;kind;closes;name_kk;name_ru;name_en;source
                2049-02-30;holiday;;а;б;c;
                2049-03-01;feast;;а;б;c;
                2049-03-02;holiday;;а;;c;

                2049-03-03;short-day;;а;б;c;
                2049-03-04;short-day;20:00;а;б;c;
                2049-03-05;working-day;;а;б;c;
                2049-03-06;holiday;;а;б;c
                2061-01-01;holiday;;а;б;c;
                2049-03-08;holiday;;а;б;c;
                2049-03-08;holiday;;а;б;c;
                """);
        assertThat(preview.lines()).extracting(ImportPreview.Line::number).containsExactly(11L);
        assertThat(preview.refused())
                .extracting(
                        ImportPreview.RefusedLine::number, line -> line.reason().code())
                .containsExactly(
                        tuple(2L, "calendar.day.date-unreadable"),
                        tuple(3L, "calendar.day.kind-unknown"),
                        tuple(4L, "calendar.day.name-missing"),
                        tuple(6L, "calendar.day.closes-missing"),
                        tuple(7L, "calendar.day.closes-outside"),
                        tuple(8L, "calendar.day.already-worked"),
                        tuple(9L, "calendar.file.values"),
                        tuple(10L, "calendar.day.year"),
                        tuple(12L, "calendar.day.twice"));
        Refusal unknown = preview.refused().get(1).reason();
        assertThat(sentences.of(unknown, Language.KK)).startsWith("«Түрі»: белгісіз мән «feast»");
        assertThat(sentences.of(unknown, Language.RU)).startsWith("«Вид»: неизвестное значение «feast»");
        assertThat(sentences.of(unknown, Language.EN)).startsWith("“Kind”: unknown value “feast”");
        assertThat(sentences.of(preview.refused().get(2).reason(), Language.KK))
                .isEqualTo("«Орысша атауы» өрісін толтырыңыз (02.03.2049): күн үш тілде аталады.");
    }

    @Test
    void aQuotationMarkLeftOpenEndsTheReading() {
        ImportPreview preview = offered("quotes.csv", """
                date,kind,name_en
                2049-03-08,holiday,Test
                2049-03-09,feast,Test
                2049-03-10,holiday,"Open
                2049-03-11,holiday,Test
                """);
        assertThat(preview.lines()).hasSize(1);
        assertThat(preview.refused())
                .as("in the order of the file")
                .extracting(
                        ImportPreview.RefusedLine::number, line -> line.reason().code())
                .containsExactly(tuple(3L, "calendar.day.kind-unknown"), tuple(4L, "calendar.file.quotes"));
    }

    @Test
    void aQuotationMarkLeftOpenInTheHeadingsIsNoCalendar() {
        assertRefused(
                "calendar.file.columns",
                "\"date,kind,name_en\n2049-03-08,holiday,Test\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCalendarFileIsTakenWithItsRepetitionsAndMarks() {
        ImportPreview preview = offered("holidays.ics", ics("""
                BEGIN:VEVENT
                UID:1
                DTSTART;VALUE=DATE:20490321
                DTEND;VALUE=DATE:20490324
                SUMMARY:Наурыз
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                DTSTART;VALUE=DATE:20201216
                RRULE:FREQ=YEARLY
                EXDATE;VALUE=DATE:20261216
                SUMMARY:Independence Day
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                DTSTART;VALUE=DATE:20490410
                SUMMARY:Ауыстыру [working-day]
                END:VEVENT
                BEGIN:VEVENT
                UID:4
                DTSTART;VALUE=DATE:20490412
                CATEGORIES:Kazakhstan,Short day 16:30
                SUMMARY;LANGUAGE=kk:Қысқа күн
                SUMMARY;LANGUAGE=ru:Короткий день
                SUMMARY;LANGUAGE=en:Short day
                END:VEVENT
                BEGIN:VEVENT
                UID:5
                DTSTART;VALUE=DATE:20490413
                DURATION:P2D
                CATEGORIES:выходной
                SUMMARY:Отдых
                END:VEVENT
                """));
        assertThat(preview.refused()).isEmpty();
        assertThat(preview.lines())
                .extracting(
                        ImportPreview.Line::number,
                        line -> line.entered().day().date().toString(),
                        line -> line.entered().day().kind(),
                        line -> line.entered().day().name().kk())
                .contains(
                        tuple(4L, "2049-03-21", CalendarDay.Kind.HOLIDAY, "Наурыз мейрамы"),
                        tuple(4L, "2049-03-22", CalendarDay.Kind.HOLIDAY, "Наурыз мейрамы"),
                        tuple(4L, "2049-03-23", CalendarDay.Kind.HOLIDAY, "Наурыз мейрамы"),
                        tuple(10L, "2025-12-16", CalendarDay.Kind.HOLIDAY, "Тәуелсіздік күні"),
                        tuple(10L, "2027-12-16", CalendarDay.Kind.HOLIDAY, "Тәуелсіздік күні"),
                        tuple(17L, "2049-04-10", CalendarDay.Kind.WORKING_DAY, "Ауыстыру"),
                        tuple(22L, "2049-04-12", CalendarDay.Kind.SHORT_DAY, "Қысқа күн"),
                        tuple(30L, "2049-04-13", CalendarDay.Kind.DAY_OFF, "Отдых"),
                        tuple(30L, "2049-04-14", CalendarDay.Kind.DAY_OFF, "Отдых"));
        assertThat(preview.lines())
                .filteredOn(line -> line.number() == 10)
                .extracting(line -> line.entered().day().date().getYear())
                .as("years that are known and the next, without the exception")
                .doesNotContain(2020, 2024, 2026)
                .contains(lastKnownYear() + 1)
                .doesNotContain(lastKnownYear() + 2);
        assertThat(preview.lines())
                .filteredOn(line -> line.entered().day().kind() == CalendarDay.Kind.SHORT_DAY)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.entered().day().closes()).isEqualTo(LocalTime.of(16, 30));
                    assertThat(line.entered().day().name())
                            .isEqualTo(new LocalizedText("Қысқа күн", "Короткий день", "Short day"));
                    assertThat(line.oneNameForAll()).isFalse();
                });
    }

    @Test
    void eachEventThatCannotBeTakenIsToldByTheLineWhereItBegins() {
        ImportPreview preview = offered("bad.ics", ics("""
                BEGIN:VEVENT
                DTSTART:20490321T090000Z
                SUMMARY:With a time
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20490322
                RRULE:FREQ=DAILY
                SUMMARY:Daily
                END:VEVENT
                BEGIN:VEVENT
                SUMMARY:No date
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20490323
                DTEND;VALUE=DATE:20490323
                SUMMARY:No day
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20490324
                SUMMARY:Unknown [feast]
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20490325
                SUMMARY:Short without an end [short-day]
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20490326
                STATUS:CANCELLED
                SUMMARY:Cancelled
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20490327
                DTEND;VALUE=DATE:20500327
                SUMMARY:A year
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20490328
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20200230
                RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
                SUMMARY:Never
                END:VEVENT
                """));
        assertThat(preview.lines()).isEmpty();
        assertThat(preview.refused())
                .extracting(
                        ImportPreview.RefusedLine::number, line -> line.reason().code())
                .containsExactly(
                        tuple(4L, "calendar.event.not-whole-days"),
                        tuple(8L, "calendar.event.not-yearly"),
                        tuple(13L, "calendar.event.no-date"),
                        tuple(16L, "calendar.event.ends-before"),
                        tuple(21L, "calendar.day.kind-unknown"),
                        tuple(25L, "calendar.day.closes-missing"),
                        tuple(29L, "calendar.event.cancelled"),
                        tuple(34L, "calendar.event.too-long"),
                        tuple(39L, "calendar.day.name-missing"),
                        tuple(42L, "calendar.day.date-unreadable"));
        assertThat(sentences.of(preview.refused().get(0).reason(), Language.RU))
                .isEqualTo("«Дата»: читаются только события на целый день, а здесь указано время.");
    }

    @Test
    void aRuleThatNeverFallsOnADayEnds() {
        ImportPreview preview = offered("never.ics", ics("""
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20200101
                RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
                SUMMARY:Never
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20000101
                RRULE:FREQ=YEARLY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4,5;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSECOND=1,2,3,4
                SUMMARY:Too many
                END:VEVENT
                """));
        assertThat(preview.refused())
                .extracting(ImportPreview.RefusedLine::number)
                .contains(4L, 9L);
    }

    @Test
    void whatIsNoSuchFileIsRefusedAsAWhole() {
        assertRefused("calendar.file.empty", new byte[0]);
        assertRefused("calendar.file.too-large", new byte[ImportCalendar.LARGEST + 1]);
        assertRefused(
                "calendar.file.encoding",
                "date,kind,name_ru\n2049-01-01,holiday,Новый год\n".getBytes(Charset.forName("windows-1251")));
        assertRefused(
                "calendar.file.encoding",
                "date,kind,name_ru\n2049-01-01,holiday,Новый год\n".getBytes(StandardCharsets.UTF_16));
        assertRefused("calendar.file.columns", "day,what\n".getBytes(StandardCharsets.UTF_8));
        assertRefused("calendar.file.no-events", "BEGIN:VCALENDAR\nEND:VCALENDAR\n".getBytes(StandardCharsets.UTF_8));
        assertThat(files.preview(ADMIN)).isEmpty();
    }

    @Test
    void aMarkAtTheBeginningOfAUtf8FileIsNoColumn() {
        assertThat(offered("bom.csv", "\uFEFFdate,kind,name_en\n2049-12-16,holiday,Independence Day\n")
                        .lines())
                .hasSize(1);
        files.cancel(ADMIN);
        assertThat(files.preview(ADMIN)).isEmpty();
    }

    private int lastKnownYear() {
        List<EnteredDay> days = views.current().days();
        return days.get(days.size() - 1).day().date().getYear();
    }

    private static String ics(String events) {
        return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n" + events + "END:VCALENDAR\n")
                .replace("\n", "\r\n");
    }

    private ImportPreview offered(String name, String text) {
        files.offer(name, text.getBytes(StandardCharsets.UTF_8), ADMIN);
        return files.preview(ADMIN).orElseThrow();
    }

    private void assertRefused(String code, byte[] content) {
        assertThatThrownBy(() -> files.offer("file", content, ADMIN))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.field()).isEqualTo("file");
                });
    }
}
