package io.github.kycsharing;

import io.github.kycsharing.delivery.internal.RequestIdentity;
import io.github.kycsharing.delivery.internal.SignedRequest;
import io.github.kycsharing.error.Facts;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycNotSentException.Reason;
import io.github.kycsharing.error.KycValidationException;
import io.github.kycsharing.json.KycJson;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.signing.RequestSigner;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The way of a record, and of a query, up to the wire: complete, validate, serialise once, sign those bytes. */
record RequestPreparation(
        RequestDefaults defaults,
        KycValidator validator,
        RequestSigner signer,
        Consumer<UserInfo> beforeSending,
        URI shareUri,
        URI statusUri) {
    private static final String SIGNATURE = "X-SHA2-Signature";
    private static final String USER_AGENT = "kyc-sharing/" + version();

    SignedRequest prepare(ShareKycRequest given) {
        ShareKycRequest request = defaults.complete(given);
        String requestNo = Objects.requireNonNull(request.requestNo());
        Facts untried = Facts.untried(requestNo);
        requireValid(validator.validate(request), untried);
        UserInfo customer =
                Objects.requireNonNull(Objects.requireNonNull(request.kycInfo()).userInfo());
        RequestIdentity identity = new RequestIdentity(requestNo, request.bizEntityKey(), customer.entityCustomerId());
        SignedRequest signed = signed(shareUri, KycJson.write(request), identity, untried);
        announce(customer, untried);
        return signed;
    }

    SignedRequest prepare(KycStatusQuery given, String id) {
        KycStatusQuery query = defaults.complete(given);
        Facts untried = Facts.untriedQuery(id);
        requireValid(validator.validate(query), untried);
        RequestIdentity identity = new RequestIdentity(null, query.bizEntityKey(), query.entityCustomerId());
        return signed(statusUri, KycJson.write(query), identity, untried);
    }

    private static void requireValid(List<KycViolation> violations, Facts untried) {
        if (!violations.isEmpty()) {
            throw new KycValidationException(untried, violations);
        }
    }

    private SignedRequest signed(URI uri, byte[] body, RequestIdentity identity, Facts untried) {
        Map<String, String> headers =
                Map.of(SIGNATURE, sign(body, untried), "User-Agent", USER_AGENT, "Accept", "application/json");
        return new SignedRequest(untried.requestNo(), uri, headers, body, identity);
    }

    private String sign(byte[] body, Facts untried) {
        try {
            return signer.sign(body);
        } catch (RuntimeException e) {
            // Whatever a secret store puts into its exception, it must not travel on with this one.
            throw new KycNotSentException(
                    Reason.NOT_SIGNED,
                    "not sent, the signer failed with " + e.getClass().getName(),
                    untried,
                    null);
        }
    }

    private void announce(UserInfo customer, Facts untried) {
        try {
            beforeSending.accept(customer);
        } catch (RuntimeException e) {
            // Its message may be about the customer.
            throw new KycNotSentException(
                    Reason.NOT_RECORDED,
                    "not sent, what is to be done before sending failed with "
                            + e.getClass().getName(),
                    untried,
                    null);
        }
    }

    private static String version() {
        String version = RequestPreparation.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
