package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.submissions.internal.store.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Gives a row of a back-fill its requestNo. It depends on the name of the back-fill, the access entity, the customer, the accounts and
 * which sections the record has, so that a row has the same number in each run.
 */
final class BackfillNumbers {
    private static final String PREFIX = "bf-";

    private BackfillNumbers() {}

    static ShareKycRequest numbered(String name, String bizEntityKey, ShareKycRequest request) {
        return request.requestNo() == null
                ? request.toBuilder()
                        .requestNo(number(name, bizEntityKey, request))
                        .build()
                : request;
    }

    private static String number(String name, String bizEntityKey, ShareKycRequest request) {
        StringBuilder parts = new StringBuilder();
        add(parts, name);
        add(parts, bizEntityKey);
        KycInfo info = request.kycInfo();
        UserInfo user = info == null ? null : info.userInfo();
        add(parts, user == null ? null : user.entityCustomerId());
        add(parts, user == null ? null : user.brokerMainAccountId());
        add(parts, user == null ? null : user.brokerSubAccountId());
        if (info != null) {
            addSection(parts, "basicInfo", info.basicInfo());
            addSection(parts, "identityInfo", info.identityInfo());
            addSection(parts, "tncInfo", info.tncInfo());
            addSection(parts, "questionnaireInfo", info.questionnaireInfo());
        }
        return PREFIX + Sha256.of(parts.toString());
    }

    private static void addSection(StringBuilder parts, String name, @Nullable Record section) {
        if (section != null) {
            add(parts, name);
        }
    }

    /** With its length, so that two lists of parts never give the same text. */
    private static void add(StringBuilder parts, @Nullable String part) {
        parts.append(part == null ? -1 : part.length()).append(':').append(part == null ? "" : part);
    }
}
