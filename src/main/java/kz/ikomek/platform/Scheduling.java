package kz.ikomek.platform;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Everything that runs by the clock of the node, off for commands that are to find things as they are. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "ikomek.scheduling", matchIfMissing = true)
class Scheduling {}
