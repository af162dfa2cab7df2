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

/** The clients are warmed up behind the start of the application and not within it. */
class WarmUpAfterStartTest {
    private static final String ON_ITS_THREAD = " on kyc-sharing-warm-up";

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void whatComesDuringTheStartRunsAfterItAndWhatComesLaterAtOnce() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycSharingAutoConfiguration.class, KycSharingWarmUpAutoConfiguration.class))
                .withPropertyValues(
                        "kyc-sharing.biz-entity-key=key",
                        "kyc-sharing.secret=secret",
                        "kyc-sharing.broker-type=standard")
                .withBean(LastToStart.class, () -> new LastToStart(heard))
                .withInitializer(context -> context.getBeanFactory().addBeanPostProcessor(new FirstTask(this::say)))
                .run(context -> {
                    await().untilAsserted(() -> assertThat(heard).hasSize(2));
                    assertThat(heard).containsExactly("started", "first" + ON_ITS_THREAD);

                    context.getBean(WarmUpAfterStart.class).execute(() -> say("second"));

                    await().untilAsserted(() -> assertThat(heard)
                            .containsExactly("started", "first" + ON_ITS_THREAD, "second" + ON_ITS_THREAD));
                });
    }

    @Test
    void isAbsentIfWarmUpIsDisabled() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KycSharingWarmUpAutoConfiguration.class))
                .withPropertyValues("kyc-sharing.warm-up=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(WarmUpAfterStart.class));
    }

    private void say(String what) {
        heard.add(what + " on " + Thread.currentThread().getName());
    }

    /** Gives a task as soon as there is someone to take it, as a client does that is made during the start. */
    private record FirstTask(Consumer<String> say) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            if (bean instanceof WarmUpAfterStart warmUp) {
                warmUp.execute(() -> say.accept("first"));
            }
            return bean;
        }
    }

    /** What starts last in the application, such as a web server. */
    private record LastToStart(List<String> heard) implements SmartLifecycle {
        @Override
        public void start() {
            heard.add("started");
        }

        @Override
        public void stop() {
            heard.add("stopped");
        }

        @Override
        public boolean isRunning() {
            return heard.contains("started") && !heard.contains("stopped");
        }
    }
}
