package io.github.kycsharing.spring.observation;

import static io.github.kycsharing.spring.observation.ObservedExchange.accepted;
import static io.github.kycsharing.spring.observation.ObservedExchange.duplicate;
import static io.github.kycsharing.spring.observation.ObservedExchange.fail;
import static io.github.kycsharing.spring.observation.ObservedExchange.invalid;
import static io.github.kycsharing.spring.observation.ObservedExchange.rejected;
import static io.github.kycsharing.spring.observation.ObservedExchange.statusReturned;
import static io.github.kycsharing.spring.observation.ObservedExchange.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KycSharingObservationAutoConfigurationTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.of(ObservedExchange.ENTITY);

    private final TestObservationRegistry observations = TestObservationRegistry.create();

    private ApplicationContextRunner bare() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycSharingAutoConfiguration.class, KycSharingObservationAutoConfiguration.class))
                .withPropertyValues(ObservedExchange.properties(EXCHANGE.exchange()));
    }

    private ApplicationContextRunner runner() {
        return bare().withBean(ObservationRegistry.class, () -> observations);
    }

    @Test
    void observesAnAcceptedRecord() {
        runner().run(context -> {
            accepted(context.getBean(KycSharingClient.class), "R-1");

            assertThat(observations)
                    .hasNumberOfObservationsEqualTo(2)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasContextualNameEqualTo("kyc-sharing share")
                    .hasLowCardinalityKeyValue("client", "default")
                    .hasLowCardinalityKeyValue("broker.type", "standard")
                    .hasLowCardinalityKeyValue("operation", "share")
                    .hasLowCardinalityKeyValue("outcome", "accepted")
                    .hasLowCardinalityKeyValue("code", "SUCCESS")
                    .hasHighCardinalityKeyValue("kyc.request.no", "R-1")
                    .hasKeyValuesCount(6)
                    .doesNotHaveError()
                    .doesNotHaveParentObservation();
            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.attempt")
                    .that()
                    .hasContextualNameEqualTo("kyc-sharing share attempt")
                    .hasLowCardinalityKeyValue("client", "default")
                    .hasLowCardinalityKeyValue("broker.type", "standard")
                    .hasLowCardinalityKeyValue("operation", "share")
                    .hasLowCardinalityKeyValue("attempt.outcome", "accepted")
                    .hasLowCardinalityKeyValue("http.status", "200")
                    .hasLowCardinalityKeyValue("code", "SUCCESS")
                    .hasHighCardinalityKeyValue("kyc.request.no", "R-1")
                    .hasHighCardinalityKeyValue("kyc.attempt", "1")
                    .hasKeyValuesCount(8)
                    .hasParentObservationContextSatisfying(
                            parent -> assertThat(parent.getName()).isEqualTo("kyc.sharing.call"));
            assertThat(observations.getCurrentObservation()).isNull();
        });
    }

    @Test
    void observesARecoveredDuplicateAndItsLostAttempt() {
        runner().run(context -> {
            duplicate(EXCHANGE.exchange(), context.getBean(KycSharingClient.class), "R-1");

            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasLowCardinalityKeyValue("outcome", "outcome_unknown")
                    .hasLowCardinalityKeyValue("code", "DUPLICATE_REQUEST")
                    .hasError();
            assertThat(attempts())
                    .extracting(KeyValues::toString)
                    .satisfiesExactly(
                            lost -> assertThat(lost)
                                    .contains("(attempt.outcome=no_response)")
                                    .contains("(http.status=none)")
                                    .contains("(code=none)"),
                            second -> assertThat(second)
                                    .contains("(attempt.outcome=duplicate)")
                                    .contains("(http.status=200)")
                                    .contains("(code=DUPLICATE_REQUEST)"));
        });
    }

    @Test
    void observesARejectionWithTheDocumentedNameOnly() {
        runner().run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            rejected(EXCHANGE.exchange(), client, "R-1", "10040102");
            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasLowCardinalityKeyValue("outcome", "rejected")
                    .hasLowCardinalityKeyValue("code", "INVALID_BROKER_ACCOUNT")
                    .assertThatError()
                    .isInstanceOf(KycRejectedException.class);

            observations.clear();
            rejected(EXCHANGE.exchange(), client, "R-2", "98765432");
            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasLowCardinalityKeyValue("code", "UNDOCUMENTED");
        });
    }

    @Test
    void observesAnUnknownOutcome() {
        runner().run(context -> {
            unknown(EXCHANGE.exchange(), context.getBean(KycSharingClient.class), "R-1");
            assertThat(observations)
                    .hasNumberOfObservationsWithNameEqualTo("kyc.sharing.attempt", 2)
                    .forAllObservationsWithNameEqualTo(
                            "kyc.sharing.attempt",
                            attempt -> attempt.hasLowCardinalityKeyValue("attempt.outcome", "no_response"))
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasLowCardinalityKeyValue("outcome", "outcome_unknown")
                    .hasLowCardinalityKeyValue("code", "none")
                    .hasError();
        });
    }

    @Test
    void observesACallThatIsNotSent() {
        runner().run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            invalid(client, "R-1");
            assertThat(observations)
                    .hasNumberOfObservationsEqualTo(1)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasLowCardinalityKeyValue("outcome", "not_sent")
                    .hasLowCardinalityKeyValue("code", "none")
                    .hasHighCardinalityKeyValue("kyc.request.no", "R-1")
                    .assertThatError()
                    .isInstanceOf(KycNotSentException.class);
        });
        observations.clear();
        runner().withPropertyValues("kyc-sharing.base-url=http://localhost:1").run(context -> {
            fail(context.getBean(KycSharingClient.class), ShareKycRequest.of("R-1", Records.standard()));
            assertThat(observations)
                    .forAllObservationsWithNameEqualTo(
                            "kyc.sharing.attempt",
                            attempt -> attempt.hasLowCardinalityKeyValue("attempt.outcome", "not_connected"))
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasLowCardinalityKeyValue("outcome", "not_sent");
        });
    }

    @Test
    void distinguishesAResumedCall() {
        runner().run(context -> {
            context.getBean(KycSharingClient.class).resume(ShareKycRequest.of("R-1", Records.standard()));
            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasContextualNameEqualTo("kyc-sharing resume")
                    .hasLowCardinalityKeyValue("operation", "resume");
        });
    }

    @Test
    void observesAStatusQueryByItsId() {
        runner().run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            statusReturned(client);
            assertThat(observations)
                    .hasNumberOfObservationsEqualTo(2)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasContextualNameEqualTo("kyc-sharing check_status")
                    .hasLowCardinalityKeyValue("operation", "check_status")
                    .hasLowCardinalityKeyValue("outcome", "succeeded")
                    .hasLowCardinalityKeyValue("code", "SUCCESS")
                    .hasHighCardinalityKeyValueWithKey("kyc.query.id")
                    .doesNotHaveHighCardinalityKeyValueWithKey("kyc.request.no");

            observations.clear();
            EXCHANGE.exchange().faults().next(2, Fault.HTTP_503);
            assertThat(catchThrowable(() -> statusReturned(client))).isInstanceOf(KycNoResponseException.class);
            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasLowCardinalityKeyValue("outcome", "no_response")
                    .hasError();
        });
    }

    @Test
    void closesTheObservationsOfABrokenCall() {
        runner().withBean(
                        KycSharingClientBuilderCustomizer.class,
                        () -> (clientName, builder) -> builder.requestNoGenerator(() -> {
                            throw new IllegalStateException("no more numbers");
                        }))
                .run(context -> {
                    assertThatIllegalStateException()
                            .isThrownBy(() ->
                                    context.getBean(KycSharingClient.class).share(Records.standard()));
                    assertThat(observations)
                            .hasSingleObservationThat()
                            .hasBeenStopped()
                            .hasLowCardinalityKeyValue("outcome", "none");
                    assertThat(observations.getCurrentObservation()).isNull();
                });
    }

    @Test
    void isAChildOfTheObservationOfTheCaller() {
        runner().run(context -> {
            Observation business = Observation.createNotStarted("onboarding", observations);
            business.observe(() -> accepted(context.getBean(KycSharingClient.class), "R-1"));
            assertThat(observations)
                    .hasObservationWithNameEqualTo("kyc.sharing.call")
                    .that()
                    .hasParentObservationEqualTo(business);
        });
    }

    @Test
    void usesTheConventionsOfTheApplication() {
        runner().withBean(KycSharingCallObservationConvention.class, OwnCall::new)
                .withBean(KycSharingAttemptObservationConvention.class, OwnAttempt::new)
                .run(context -> {
                    accepted(context.getBean(KycSharingClient.class), "R-1");
                    assertThat(observations)
                            .hasNumberOfObservationsEqualTo(2)
                            .hasAnObservation(call -> call.hasNameEqualTo("broker.kyc")
                                    .hasOnlyKeys("team", "client", "broker.type", "operation", "outcome", "code"))
                            .hasAnObservation(attempt -> attempt.hasNameEqualTo("kyc.sharing.attempt")
                                    .hasLowCardinalityKeyValue("number", "1"));
                });
    }

    @Test
    void isInactiveWithoutRegistryOrMicrometerOrIfDisabled() {
        bare().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ObservedDelivery.class));
        runner().withClassLoader(new FilteredClassLoader("io.micrometer")).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(ObservedDelivery.class);
            accepted(context.getBean(KycSharingClient.class), "R-1");
        });
        runner().withPropertyValues("kyc-sharing.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ObservedDelivery.class));
    }

    @Test
    void cannotBreakADelivery() {
        observations.observationConfig().observationHandler(new Thrower());
        runner().run(context -> {
            EXCHANGE.exchange().faults().next(Fault.RESET_BEFORE_PROCESSING);
            accepted(context.getBean(KycSharingClient.class), "R-1");
        });
    }

    private List<KeyValues> attempts() {
        List<KeyValues> all = new ArrayList<>();
        assertThat(observations)
                .hasHandledContextsThatSatisfy(contexts -> contexts.stream()
                        .filter(KycSharingAttemptContext.class::isInstance)
                        .map(Observation.Context::getLowCardinalityKeyValues)
                        .forEach(all::add));
        return all;
    }

    private static final class OwnCall extends DefaultKycSharingCallObservationConvention {
        @Override
        public String getName() {
            return "broker.kyc";
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(KycSharingCallContext context) {
            return super.getLowCardinalityKeyValues(context).and("team", "onboarding");
        }

        @Override
        public KeyValues getHighCardinalityKeyValues(KycSharingCallContext context) {
            return KeyValues.empty();
        }
    }

    private static final class OwnAttempt extends DefaultKycSharingAttemptObservationConvention {
        @Override
        public KeyValues getLowCardinalityKeyValues(KycSharingAttemptContext context) {
            return super.getLowCardinalityKeyValues(context).and("number", String.valueOf(context.getNumber()));
        }
    }

    private static final class Thrower implements ObservationHandler<Observation.Context> {
        @Override
        public void onStop(Observation.Context context) {
            throw new IllegalStateException("the backend is down");
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
