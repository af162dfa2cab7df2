package io.github.kycsharing.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.ClientObserverFactory;
import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KycSharingContextPropagationAutoConfigurationTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.of(ObservedExchange.ENTITY);

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private final TestObservationRegistry observations = TestObservationRegistry.create();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycSharingAutoConfiguration.class,
                        KycSharingObservationAutoConfiguration.class,
                        KycSharingContextPropagationAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> observations)
                .withBean(
                        "context",
                        ClientObserverFactory.class,
                        () -> client -> operation -> {
                            seen.add(MDC.get("order") + " " + TENANT.get());
                            throw new IllegalStateException("has seen enough");
                        })
                .withPropertyValues(ObservedExchange.properties(EXCHANGE.exchange()));
    }

    @AfterEach
    void clearContext() {
        ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        TENANT.remove();
        MDC.clear();
    }

    @Test
    void propagatesObservationMdcAndRegisteredContextToAsyncCalls() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
        runner().run(context -> {
            Observation caller = shareAsyncWithinAnObservation(context.getBean(KycSharingClient.class));

            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasParentObservationEqualTo(caller);
            assertThat(seen).containsExactly("O-1 kz");

            MDC.clear();
            TENANT.remove();
            observations.clear();
            context.getBean(KycSharingClient.class)
                    .shareAsync(ShareKycRequest.of("R-2", Records.standard()))
                    .join();
            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .doesNotHaveParentObservation();
            assertThat(seen).containsExactly("O-1 kz", "null null");
        });
    }

    @Test
    void propagatesTheMdcWithoutTheLibrary() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
        runner().withClassLoader(new FilteredClassLoader(ContextSnapshotFactory.class))
                .run(context -> {
                    shareAsyncWithinAnObservation(context.getBean(KycSharingClient.class));
                    assertThat(seen).containsExactly("O-1 null");
                });
    }

    @Test
    void customizerOfTheApplicationOverridesIt() {
        runner().withBean(
                        "own",
                        KycSharingClientBuilderCustomizer.class,
                        () -> (clientName, builder) -> builder.contextPropagation(task -> task))
                .run(context -> {
                    shareAsyncWithinAnObservation(context.getBean(KycSharingClient.class));
                    assertThat(seen).containsExactly("null null");
                });
    }

    private Observation shareAsyncWithinAnObservation(KycSharingClient client) {
        MDC.put("order", "O-1");
        TENANT.set("kz");
        Observation caller = Observation.createNotStarted("onboarding", observations);
        caller.observe(() ->
                client.shareAsync(ShareKycRequest.of("R-1", Records.standard())).join());
        return caller;
    }
}
