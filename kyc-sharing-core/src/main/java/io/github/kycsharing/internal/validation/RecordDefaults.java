package io.github.kycsharing.internal.validation;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import org.jspecify.annotations.Nullable;

/**
 * Completes records with the defaults of their client. Values that a record has stay, and the rules check them.
 *
 * @param bizEntityKey the key of the access entity
 * @param notifyUrl the default notifyUrl, null for none
 */
public record RecordDefaults(String bizEntityKey, @Nullable String notifyUrl) {
    /** The requestNo of a request that is only validated. */
    public static final String UNSENT = "unsent";

    /**
     * Completes a record.
     *
     * @param info the record
     * @return the record; its userInfo, if it has one, has a bizEntityKey, and a notifyUrl if there is a default
     */
    public KycInfo complete(KycInfo info) {
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
