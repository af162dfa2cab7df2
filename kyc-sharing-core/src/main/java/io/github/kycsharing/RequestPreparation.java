package io.github.kycsharing;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.internal.delivery.Deadline;
import io.github.kycsharing.internal.delivery.RequestIdentity;
import io.github.kycsharing.internal.delivery.SignedRequest;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of a record, and of a query, up to the wire: complete, validate, serialise once, sign those bytes. */
record RequestPreparation(
        RequestDefaults defaults,
        KycValidator validator,
        RequestSigner signer,
        @Nullable Consumer<UserInfo> beforeSend,
        URI shareUri,
        URI statusUri) {
    private static final String SIGNATURE = "X-SHA2-Signature";
    private static final String USER_AGENT = "kyc-sharing/" + version();

    /** Where the application's code runs: there is a deadline to it. */
    interface Guard {
        /** The thread that the call runs on, which somebody else watches over. */
        Guard INLINE = new Guard() {
            @Override
            public <T> T run(Supplier<T> code, Deadline deadline, FailureContext notAttempted) {
                return code.get();
            }
        };

        <T> T run(Supplier<T> code, Deadline deadline, FailureContext notAttempted);
    }

    SignedRequest prepare(ShareKycRequest given, Deadline deadline, Guard guard) {
        ShareKycRequest request = defaults.complete(given);
        String requestNo = Objects.requireNonNull(request.requestNo());
        FailureContext notAttempted = FailureContext.notAttempted(requestNo);
        requireValid(validator.validate(request), notAttempted);
        UserInfo customer =
                Objects.requireNonNull(Objects.requireNonNull(request.kycInfo()).userInfo());
        RequestIdentity identity = new RequestIdentity(requestNo, request.bizEntityKey(), customer.entityCustomerId());
        return signed(
                shareUri,
                KycJson.write(request),
                identity,
                beforeSend == null ? null : customer,
                deadline,
                guard,
                notAttempted);
    }

    SignedRequest prepare(KycStatusQuery given, String id, Deadline deadline, Guard guard) {
        KycStatusQuery query = defaults.complete(given);
        FailureContext notAttempted = FailureContext.notAttemptedQuery(id);
        requireValid(validator.validate(query), notAttempted);
        RequestIdentity identity = new RequestIdentity(null, query.bizEntityKey(), query.entityCustomerId());
        return signed(statusUri, KycJson.write(query), identity, null, deadline, guard, notAttempted);
    }

    private static void requireValid(List<KycViolation> violations, FailureContext notAttempted) {
        if (!violations.isEmpty()) {
            throw new KycValidationException(notAttempted, violations);
        }
    }

    private SignedRequest signed(
            URI uri,
            byte[] body,
            RequestIdentity identity,
            @Nullable UserInfo customer,
            Deadline deadline,
            Guard guard,
            FailureContext notAttempted) {
        // One change of threads for both, and none where nothing can block.
        Guard needed = signer.mayBlock() || customer != null ? guard : Guard.INLINE;
        String signature = needed.run(
                () -> {
                    String signed = sign(body, deadline, notAttempted);
                    if (customer != null) {
                        announce(customer, deadline, notAttempted);
                    }
                    return signed;
                },
                deadline,
                notAttempted);
        Map<String, String> headers =
                Map.of(SIGNATURE, signature, "User-Agent", USER_AGENT, "Accept", "application/json");
        return new SignedRequest(notAttempted.requestNo(), uri, headers, body, identity);
    }

    private String sign(byte[] body, Deadline deadline, FailureContext notAttempted) {
        try {
            return signer.sign(body);
        } catch (RuntimeException e) {
            // Whatever a secret store puts into its exception, it must not travel on with this one.
            throw failed(Reason.SIGNING_FAILED, "the signer failed", e, deadline, notAttempted);
        }
    }

    private void announce(UserInfo customer, Deadline deadline, FailureContext notAttempted) {
        if (deadline.isOver()) {
            // Nothing will be sent, so there is nothing to note down.
            throw ApplicationCode.tooLate(notAttempted);
        }
        try {
            Objects.requireNonNull(beforeSend).accept(customer);
        } catch (RuntimeException e) {
            // Its message may be about the customer.
            throw failed(
                    Reason.BEFORE_SEND_FAILED, "what is to be done before sending failed", e, deadline, notAttempted);
        }
    }

    /** After the deadline a failure is most likely the end of the wait, by the interrupt that the deadline brought. */
    private static KycNotSentException failed(
            Reason reason, String what, RuntimeException failure, Deadline deadline, FailureContext notAttempted) {
        return deadline.isOver()
                ? ApplicationCode.tooLate(notAttempted)
                : new KycNotSentException(
                        reason,
                        "not sent, " + what + " with " + failure.getClass().getName(),
                        notAttempted,
                        null);
    }

    private static String version() {
        String version = RequestPreparation.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
