package kz.ikomek.workflow.engine;

import java.time.Clock;
import java.util.Date;
import kz.ikomek.shared.MovableClock;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/** The engine's clock follows the application's. */
@Component
class EngineClock extends AbstractProcessEnginePlugin {

    private final Clock clock;

    EngineClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        if (clock instanceof MovableClock movable) {
            movable.onMove(instant -> {
                if (instant == null) {
                    ClockUtil.reset();
                } else {
                    ClockUtil.setCurrentTime(Date.from(instant));
                }
            });
        }
    }
}
