package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

/** Warm-up after the start of the application. */
class WarmUpAfterStartTest {
    private static final String ON_ITS_THREAD = " on kyc-sharing-warm-up";

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void postponesTasksUntilTheApplicationHasStarted() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KycSharingAutoConfiguration.class))
                .withPropertyValues(
                        "kyc-sharing.biz-entity-key=key",
                        "kyc-sharing.secret=secret",
                        "kyc-sharing.broker-type=standard")
                .withBean(LastToStart.class, () -> new LastToStart(events))
                .withInitializer(context -> context.getBeanFactory().addBeanPostProcessor(new FirstTask(this::log)))
                .run(context -> {
                    await().untilAsserted(() -> assertThat(events).hasSize(2));
                    assertThat(events).containsExactly("started", "first" + ON_ITS_THREAD);

                    context.getBean(WarmUpAfterStart.class).execute(() -> log("second"));

                    await().untilAsserted(() -> assertThat(events)
                            .containsExactly("started", "first" + ON_ITS_THREAD, "second" + ON_ITS_THREAD));
                });
    }

    @Test
    void isAbsentIfWarmUpIsDisabled() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KycSharingAutoConfiguration.class))
                .withPropertyValues(
                        "kyc-sharing.biz-entity-key=key",
                        "kyc-sharing.secret=secret",
                        "kyc-sharing.broker-type=standard",
                        "kyc-sharing.warm-up=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(WarmUpAfterStart.class));
    }

    private void log(String what) {
        events.add(what + " on " + Thread.currentThread().getName());
    }

    /** Submits a task as soon as the executor exists, as a client does that is created during the start. */
    private record FirstTask(Consumer<String> log) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            if (bean instanceof WarmUpAfterStart warmUp) {
                warmUp.execute(() -> log.accept("first"));
            }
            return bean;
        }
    }

    /** Starts last in the application, as a web server does. */
    private record LastToStart(List<String> events) implements SmartLifecycle {
        @Override
        public void start() {
            events.add("started");
        }

        @Override
        public void stop() {
            events.add("stopped");
        }

        @Override
        public boolean isRunning() {
            return events.contains("started") && !events.contains("stopped");
        }
    }
}
