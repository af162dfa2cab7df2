package io.github.kycsharing;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fills in what a request leaves to its client. What it does say stays, for the rules to classify. */
record RequestDefaults(String bizEntityKey, @Nullable String notifyUrl, Supplier<String> requestNoGenerator) {
    ShareKycRequest complete(ShareKycRequest request) {
        return new ShareKycRequest(
                request.bizEntityKey() == null ? bizEntityKey : request.bizEntityKey(),
                request.requestNo() == null ? requestNoGenerator.get() : request.requestNo(),
                request.kycInfo() == null ? null : complete(request.kycInfo()));
    }

    KycStatusQuery complete(KycStatusQuery query) {
        return query.toBuilder()
                .bizEntityKey(query.bizEntityKey() == null ? bizEntityKey : query.bizEntityKey())
                .kycType(query.kycType() == null ? KycStatusQuery.USER : query.kycType())
                .build();
    }

    private KycInfo complete(KycInfo info) {
        UserInfo user = info.userInfo();
        if (user == null || (user.bizEntityKey() != null && (user.notifyUrl() != null || notifyUrl == null))) {
            return info;
        }
        return info.toBuilder()
                .userInfo(user.toBuilder()
                        .bizEntityKey(user.bizEntityKey() == null ? bizEntityKey : user.bizEntityKey())
                        .notifyUrl(user.notifyUrl() == null ? notifyUrl : user.notifyUrl())
                        .build())
                .build();
    }
}
