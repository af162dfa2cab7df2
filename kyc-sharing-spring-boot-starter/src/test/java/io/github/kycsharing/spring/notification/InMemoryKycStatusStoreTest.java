package io.github.kycsharing.spring.notification;

import java.time.Clock;

class InMemoryKycStatusStoreTest extends KycStatusStoreContract {
    @Override
    KycStatusStore create(Clock clock) {
        return new InMemoryKycStatusStore(clock);
    }
}
