package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.internal.validation.RecordDefaults;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareStatusQuery;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Completes requests with the defaults of their client. Values that a request has stay, and the rules check them.
 *
 * @param bizEntityKey the key of the access entity
 * @param notifyUrl the default notifyUrl, null for none
 * @param requestNoGenerator generates the requestNo of a request without one
 */
public record RequestDefaults(String bizEntityKey, @Nullable String notifyUrl, Supplier<String> requestNoGenerator) {
    /**
     * Completes a request.
     *
     * @param request the request
     * @return the request with a bizEntityKey and a requestNo
     */
    public ShareKycRequest complete(ShareKycRequest request) {
        return complete(request, requestNoGenerator);
    }

    /**
     * Completes a request that is only validated, without a number of the generator.
     *
     * @param request the request
     * @return the request with a bizEntityKey and a requestNo
     */
    ShareKycRequest completeUnsent(ShareKycRequest request) {
        return complete(request, () -> RecordDefaults.UNSENT);
    }

    private ShareKycRequest complete(ShareKycRequest request, Supplier<String> numbers) {
        return new ShareKycRequest(
                request.bizEntityKey() == null ? bizEntityKey : request.bizEntityKey(),
                request.requestNo() == null ? numbers.get() : request.requestNo(),
                request.kycInfo() == null
                        ? null
                        : new RecordDefaults(bizEntityKey, notifyUrl).complete(request.kycInfo()));
    }

    KycStatusQuery complete(KycStatusQuery query) {
        return query.toBuilder()
                .bizEntityKey(query.bizEntityKey() == null ? bizEntityKey : query.bizEntityKey())
                .kycType(query.kycType() == null ? KycStatusQuery.USER : query.kycType())
                .build();
    }

    ShareStatusQuery complete(ShareStatusQuery query) {
        return query.bizEntityKey() == null
                ? query.toBuilder().bizEntityKey(bizEntityKey).build()
                : query;
    }
}
