package io.github.kycsharing;

import io.github.kycsharing.delivery.internal.Deadline;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of a record, and of a query, up to the wire: complete, validate, serialise once, sign those bytes. */
record RequestPreparation(
        RequestDefaults defaults,
        KycValidator validator,
        RequestSigner signer,
        @Nullable Consumer<UserInfo> beforeSending,
        URI shareUri,
        URI statusUri) {
    private static final String SIGNATURE = "X-SHA2-Signature";
    private static final String USER_AGENT = "kyc-sharing/" + version();

    /** Where the application's code runs: there is a deadline to it. */
    interface Guard {
        /** The thread that the call runs on, which somebody else watches over. */
        Guard INLINE = new Guard() {
            @Override
            public <T> T run(Supplier<T> code, Deadline deadline, Facts untried) {
                return code.get();
            }
        };

        <T> T run(Supplier<T> code, Deadline deadline, Facts untried);
    }

    SignedRequest prepare(ShareKycRequest given, Deadline deadline, Guard guard) {
        ShareKycRequest request = defaults.complete(given);
        String requestNo = Objects.requireNonNull(request.requestNo());
        Facts untried = Facts.untried(requestNo);
        requireValid(validator.validate(request), untried);
        UserInfo customer =
                Objects.requireNonNull(Objects.requireNonNull(request.kycInfo()).userInfo());
        RequestIdentity identity = new RequestIdentity(requestNo, request.bizEntityKey(), customer.entityCustomerId());
        return signed(
                shareUri,
                KycJson.write(request),
                identity,
                beforeSending == null ? null : customer,
                deadline,
                guard,
                untried);
    }

    SignedRequest prepare(KycStatusQuery given, String id, Deadline deadline, Guard guard) {
        KycStatusQuery query = defaults.complete(given);
        Facts untried = Facts.untriedQuery(id);
        requireValid(validator.validate(query), untried);
        RequestIdentity identity = new RequestIdentity(null, query.bizEntityKey(), query.entityCustomerId());
        return signed(statusUri, KycJson.write(query), identity, null, deadline, guard, untried);
    }

    private static void requireValid(List<KycViolation> violations, Facts untried) {
        if (!violations.isEmpty()) {
            throw new KycValidationException(untried, violations);
        }
    }

    private SignedRequest signed(
            URI uri,
            byte[] body,
            RequestIdentity identity,
            @Nullable UserInfo customer,
            Deadline deadline,
            Guard guard,
            Facts untried) {
        // One change of threads for both, and none where nothing can block.
        Guard needed = signer.mayBlock() || customer != null ? guard : Guard.INLINE;
        String signature = needed.run(
                () -> {
                    String signed = sign(body, deadline, untried);
                    if (customer != null) {
                        announce(customer, deadline, untried);
                    }
                    return signed;
                },
                deadline,
                untried);
        Map<String, String> headers =
                Map.of(SIGNATURE, signature, "User-Agent", USER_AGENT, "Accept", "application/json");
        return new SignedRequest(untried.requestNo(), uri, headers, body, identity);
    }

    private String sign(byte[] body, Deadline deadline, Facts untried) {
        try {
            return signer.sign(body);
        } catch (RuntimeException e) {
            // Whatever a secret store puts into its exception, it must not travel on with this one.
            throw failed(Reason.NOT_SIGNED, "the signer failed", e, deadline, untried);
        }
    }

    private void announce(UserInfo customer, Deadline deadline, Facts untried) {
        if (deadline.isOver()) {
            // Nothing will be sent, so there is nothing to note down.
            throw ApplicationCode.tooLate(untried);
        }
        try {
            Objects.requireNonNull(beforeSending).accept(customer);
        } catch (RuntimeException e) {
            // Its message may be about the customer.
            throw failed(Reason.NOT_RECORDED, "what is to be done before sending failed", e, deadline, untried);
        }
    }

    /** After the deadline a failure is most likely the end of the wait, by the interrupt that the deadline brought. */
    private static KycNotSentException failed(
            Reason reason, String what, RuntimeException failure, Deadline deadline, Facts untried) {
        return deadline.isOver()
                ? ApplicationCode.tooLate(untried)
                : new KycNotSentException(
                        reason,
                        "not sent, " + what + " with " + failure.getClass().getName(),
                        untried,
                        null);
    }

    private static String version() {
        String version = RequestPreparation.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
