package io.github.kycsharing;

import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A simulated exchange and a client of it, new for each test. */
@ExtendWith(LoadedClasses.class)
abstract class AgainstSimulator {
    final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
            .start();
    final KycSharingClient client = TestClients.standard(exchange.baseUrl()).build();

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }
}
