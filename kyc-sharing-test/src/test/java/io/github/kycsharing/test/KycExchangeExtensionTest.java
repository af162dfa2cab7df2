package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

class KycExchangeExtensionTest {
    @Test
    void hasNoExchangeOutsideOfTests() {
        assertThatIllegalStateException().isThrownBy(KycExchangeExtension.of()::exchange);
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InAStaticField {
        private static int port;

        @RegisterExtension
        static final KycExchangeExtension EXCHANGE =
                KycExchangeExtension.of(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET));

        @Test
        @Order(1)
        void passesTheExchangeAsAParameter(KycExchangeSimulator exchange) {
            port = exchange.port();
            assertThat(exchange).isSameAs(EXCHANGE.exchange());
            assertThat(new Broker(exchange.baseUrl()).code(RecordBody.standard("R1")))
                    .isEqualTo("000000");
        }

        @Test
        @Order(2)
        void resetsTheExchangeBeforeEachTest(KycExchangeSimulator exchange) {
            assertThat(exchange.port()).isEqualTo(port);
            assertThat(exchange.journal().isEmpty()).isTrue();
            assertThat(exchange.ledger()).isEmpty();
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InAnInstanceField {
        private static @Nullable KycExchangeSimulator before;

        @RegisterExtension
        final KycExchangeExtension exchange = KycExchangeExtension.configuredBy(
                builder -> builder.entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET))
                        .errorHttpStatus(400));

        @Test
        @Order(1)
        void runsWithItsConfiguration() {
            KycExchangeSimulator running = exchange.exchange();
            before = running;
            assertThat(new Broker(running.baseUrl()).post("{}").statusCode()).isEqualTo(400);
        }

        @Test
        @Order(2)
        void startsAnExchangeForEachTest() {
            assertThat(exchange.exchange()).isNotSameAs(before);
            assertThat(exchange.exchange().journal().isEmpty()).isTrue();
        }
    }
}
