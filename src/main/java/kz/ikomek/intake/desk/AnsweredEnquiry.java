package kz.ikomek.intake.desk;

import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.directory.DirectoryViews;
import kz.ikomek.directory.ReadOut;
import kz.ikomek.intake.telephony.LinkCall;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.workflow.StartAppeal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was read out of the directory becomes an enquiry that is answered and closed. */
@Component
class AnsweredEnquiry {

    private static final CategoryCode REFERENCE = new CategoryCode("reference");

    private final DirectoryViews directory;
    private final ReadOut readOut;
    private final StartAppeal start;
    private final LinkCall link;
    private final Sentences sentences;

    AnsweredEnquiry(DirectoryViews directory, ReadOut readOut, StartAppeal start, LinkCall link, Sentences sentences) {
        this.directory = directory;
        this.readOut = readOut;
        this.start = start;
        this.link = link;
        this.sentences = sentences;
    }

    /**
     * What is known of the call.
     *
     * @param asked what was typed into the search
     * @param phone as typed; blank when it is not known
     * @param residentName blank when it is not known; without both the enquiry is anonymous
     * @param phoneCall id of the telephone call; blank when there is none
     */
    record Call(String asked, String phone, String residentName, String phoneCall) {}

    /**
     * Registers it.
     *
     * @param language in which the answer was read out
     * @return the number to read out
     * @throws Refusal naming the field that is wrong, or when there is no such entry
     */
    @Transactional
    AppealNumber register(long entry, Call call, Language language, Actor operator) {
        var hit = directory.hit(entry).orElseThrow(() -> new Refusal("directory.entry.unknown", null));
        ReadOut.Answer answer = readOut.of(hit, language);
        boolean anonymous = call.phone().isBlank() && call.residentName().isBlank();
        String asked = call.asked().isBlank() ? answer.name() : call.asked().strip();
        AppealNumber number = start.start(
                new NewAppeal(
                        call.residentName(),
                        call.phone(),
                        anonymous,
                        language,
                        Channel.PHONE,
                        REFERENCE,
                        null,
                        null,
                        sentences.of("directory.enquiry", language, asked),
                        false,
                        answer.text()),
                operator);
        LinkCall.id(call.phoneCall()).ifPresent(phoneCall -> link.link(phoneCall, number, operator));
        return number;
    }
}
