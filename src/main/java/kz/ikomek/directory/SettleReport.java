package kz.ikomek.directory;

import java.time.Clock;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The owner has dealt with a report: the entry was corrected, or was right. */
@Component
@Transactional
public class SettleReport {

    private final ReportStore reports;
    private final Clock clock;

    SettleReport(ReportStore reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Takes the report off the list.
     *
     * @param settlement what was done
     * @throws Refusal naming the field {@code settlement}, or when somebody else has settled it
     */
    public void settle(long report, String settlement, Actor actor) {
        if (!reports.settle(report, ReportWrong.text(settlement, "settlement"), actor, clock.instant())) {
            throw new Refusal("directory.report.settled", null);
        }
    }
}
