package kz.ikomek.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kz.ikomek.IKomekApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.core.metrics.StartupStep;

/** The application, which tells after its start what took how long: each step without the steps inside of it. */
public final class StepsNode {

    private static final int CAPACITY = 50_000;
    private static final int SHOWN = 40;

    private StepsNode() {}

    public static void main(String[] arguments) {
        long born = ManagementFactory.getRuntimeMXBean().getStartTime();
        long main = System.currentTimeMillis();
        var startup = new BufferingApplicationStartup(CAPACITY);
        var application = new SpringApplication(IKomekApplication.class);
        application.setApplicationStartup(startup);
        application.run(arguments);
        tell(startup.drainBufferedTimeline().getEvents());
        System.out.println("step: JVM until main " + (main - born) + " ms");
    }

    private static void tell(List<TimelineEvent> events) {
        Map<Long, Long> inside = new HashMap<>();
        for (TimelineEvent event : events) {
            Long parent = event.getStartupStep().getParentId();
            if (parent != null) {
                inside.merge(parent, event.getDuration().toMillis(), Long::sum);
            }
        }
        record Own(String name, long millis) {}
        var own = new ArrayList<Own>();
        for (TimelineEvent event : events) {
            StartupStep step = event.getStartupStep();
            Duration all = event.getDuration();
            own.add(new Own(name(step), all.toMillis() - inside.getOrDefault(step.getId(), 0L)));
        }
        own.stream().collect(Collectors.groupingBy(Own::name, Collectors.summingLong(Own::millis))).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .forEach(step -> System.out.printf("step: %6d ms  %s%n", step.getValue(), step.getKey()));
    }

    private static String name(StartupStep step) {
        return step.getName()
                + StreamSupport.stream(step.getTags().spliterator(), false)
                        .filter(tag -> tag.getKey().equals("beanName"))
                        .map(tag -> " " + tag.getValue())
                        .collect(Collectors.joining());
    }
}
