package com.example.broker;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.OutcomeResolution;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An example of a broker's service: it shares a customer's record and stores the customer's stage. */
class OnboardingService {
    enum Stage {
        WAITING_FOR_EXCHANGE,
        NEEDS_CORRECTION,
        OUTCOME_UNKNOWN
    }

    private final KycSharingClient exchange;
    private final Map<String, Stage> stages = new ConcurrentHashMap<>();

    OnboardingService(KycSharingClient exchange) {
        this.exchange = exchange;
    }

    String submit(KycInfo customer) {
        try {
            ShareResult result = exchange.share(customer);
            stages.put(idOf(customer), Stage.WAITING_FOR_EXCHANGE);
            return result.requestNo();
        } catch (KycRejectedException e) {
            stages.put(idOf(customer), Stage.NEEDS_CORRECTION);
            return e.requestNo();
        } catch (KycOutcomeUnknownException e) {
            OutcomeResolution resolution = exchange.resolveOutcome(ShareKycRequest.of(customer), e);
            stages.put(idOf(customer), resolution.isThisRequest() ? Stage.WAITING_FOR_EXCHANGE : Stage.OUTCOME_UNKNOWN);
            return e.requestNo();
        }
    }

    Stage stageOf(KycInfo customer) {
        return stages.get(idOf(customer));
    }

    private static String idOf(KycInfo customer) {
        return customer.userInfo().entityCustomerId();
    }
}
