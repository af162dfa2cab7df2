package io.github.kycsharing.spring.observation;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/** Calls with each outcome, at a simulated exchange. */
final class ObservedExchange {
    static final ExchangeEntity ENTITY = ExchangeEntity.standard("BROKERKEY", "s3cret");

    private ObservedExchange() {}

    static String[] properties(KycExchangeSimulator exchange) {
        return new String[] {
            "kyc-sharing.biz-entity-key=" + ENTITY.bizEntityKey(),
            "kyc-sharing.secret=" + ENTITY.secret(),
            "kyc-sharing.broker-type=standard",
            "kyc-sharing.notify-url=.",
            "kyc-sharing.base-url=" + exchange.baseUrl(),
            "kyc-sharing.retry.max-attempts=2",
            "kyc-sharing.retry.initial-backoff=1ms",
            "kyc-sharing.retry.max-backoff=2ms"
        };
    }

    static void accepted(KycSharingClient client, String requestNo) {
        client.share(ShareKycRequest.of(requestNo, Records.standard()));
    }

    static void duplicate(KycExchangeSimulator exchange, KycSharingClient client, String requestNo) {
        exchange.faults().forRequestNo(requestNo).next(Fault.RESET_AFTER_PROCESSING);
        fail(client, ShareKycRequest.of(requestNo, Records.standard()));
    }

    static void rejected(KycExchangeSimulator exchange, KycSharingClient client, String requestNo, String code) {
        exchange.faults().forRequestNo(requestNo).next(Fault.code(code));
        fail(client, ShareKycRequest.of(requestNo, Records.standard()));
    }

    static void unknown(KycExchangeSimulator exchange, KycSharingClient client, String requestNo) {
        exchange.faults().forRequestNo(requestNo).always(Fault.HTTP_503);
        fail(client, ShareKycRequest.of(requestNo, Records.standard()));
    }

    static void statusReturned(KycSharingClient client) {
        client.checkStatus(
                KycStatusQuery.of(Objects.requireNonNull(Records.standard().userInfo())));
    }

    static void invalid(KycSharingClient client, String requestNo) {
        fail(client, ShareKycRequest.of(requestNo, KycInfo.builder().build()));
    }

    static Throwable fail(KycSharingClient client, ShareKycRequest request) {
        return Objects.requireNonNull(
                Assertions.catchThrowable(() -> client.share(request, DeliveryOptions.inherited())));
    }
}
