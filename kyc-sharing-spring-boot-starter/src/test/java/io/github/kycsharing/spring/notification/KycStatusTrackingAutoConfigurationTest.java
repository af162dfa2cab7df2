package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KycStatusTrackingAutoConfigurationTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "s3cret"));

    private final UserInfo user = Objects.requireNonNull(Records.standard().userInfo());
    private final String customer = Objects.requireNonNull(user.entityCustomerId());
    private ApplicationContextRunner runner;

    @BeforeEach
    void configure() {
        runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycStatusTrackingAutoConfiguration.class,
                        KycSharingAutoConfiguration.class,
                        KycSharingClientsAutoConfiguration.class))
                .withPropertyValues(
                        "kyc-sharing.biz-entity-key=BROKERKEY",
                        "kyc-sharing.secret=s3cret",
                        "kyc-sharing.broker-type=standard",
                        "kyc-sharing.notify-url=.",
                        "kyc-sharing.base-url=" + EXCHANGE.exchange().baseUrl());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kyc-sharing.notifications.enabled=true", "kyc-sharing.reconciliation.enabled=true"})
    void notesDownWhoIsShared(String either) {
        runner.withPropertyValues(either).run(context -> {
            KycStatusStore store = context.getBean(KycStatusStore.class);
            assertThat(store).isInstanceOf(InMemoryKycStatusStore.class);
            assertThat(store.find("BROKERKEY", customer)).isEmpty();

            context.getBean(KycSharingClient.class).share(Records.standard());

            assertThat(store.find("BROKERKEY", customer)).hasValueSatisfying(tracked -> {
                assertThat(tracked.customer())
                        .isEqualTo(KycCustomer.of(
                                user.toBuilder().bizEntityKey("BROKERKEY").build()));
                assertThat(tracked.told()).isEmpty();
                assertThat(tracked.isTerminal()).isFalse();
            });
        });
    }

    @Test
    void sendsNothingThatCouldNotBeNotedDown() {
        KycStatusStore broken = new ForwardingStore(new InMemoryKycStatusStore(Clock.systemUTC())) {
            @Override
            public void track(KycCustomer customer) {
                throw new IllegalStateException("the database is down");
            }
        };
        runner.withPropertyValues("kyc-sharing.notifications.enabled=true")
                .withBean(KycStatusStore.class, () -> broken)
                .run(context -> {
                    assertThat(context).hasSingleBean(KycStatusStore.class);
                    KycSharingClient client = context.getBean(KycSharingClient.class);
                    assertThatExceptionOfType(KycNotSentException.class)
                            .isThrownBy(() -> client.share(Records.standard()));
                    assertThat(EXCHANGE.exchange().journal().requests()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kyc-sharing.notifications.enabled=false",
                "kyc-sharing.reconciliation.enabled=false",
                "kyc-sharing.notifications.path=/kyc"
            })
    void isNotThereUnlessAskedFor(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KycStatusStore.class)
                        .doesNotHaveBean(StatusConfirmation.class));
    }

    @Test
    void isNotThereWithoutClients() {
        runner.withPropertyValues("kyc-sharing.notifications.enabled=true", "kyc-sharing.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KycStatusStore.class));
    }
}
