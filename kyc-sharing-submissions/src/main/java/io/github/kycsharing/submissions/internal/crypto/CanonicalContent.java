package io.github.kycsharing.submissions.internal.crypto;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of a request that decide whether two requests have the same content: without requestNo, notifyUrl and the query parts of
 * document URLs, with the access entity, and with fields sorted by name.
 */
final class CanonicalContent {
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final ObjectReader READER = SORTED.readerForMapOf(Object.class);

    private CanonicalContent() {}

    static byte[] of(String bizEntityKey, ShareKycRequest request) {
        KycInfo kycInfo = request.kycInfo();
        ShareKycRequest content = new ShareKycRequest(
                bizEntityKey,
                null,
                kycInfo == null
                        ? null
                        : kycInfo.toBuilder()
                                .userInfo(content(bizEntityKey, kycInfo.userInfo()))
                                .identityInfo(content(kycInfo.identityInfo()))
                                .build());
        try {
            Map<String, Object> fields = READER.readValue(KycJson.write(content));
            return SORTED.writeValueAsBytes(fields);
        } catch (JacksonException e) {
            // Jackson's message quotes the record, so it is not the cause.
            throw new IllegalStateException("A request has no canonical content");
        }
    }

    /** The key is that of the client, whether the caller set it or not. */
    private static @Nullable UserInfo content(String bizEntityKey, @Nullable UserInfo user) {
        return user == null
                ? null
                : user.toBuilder().bizEntityKey(bizEntityKey).notifyUrl(null).build();
    }

    private static @Nullable IdentityInfo content(@Nullable IdentityInfo identity) {
        return identity == null
                ? null
                : identity.toBuilder()
                        .frontFileUrl(withoutQuery(identity.frontFileUrl()))
                        .backFileUrl(withoutQuery(identity.backFileUrl()))
                        .faceFileUrl(withoutQuery(identity.faceFileUrl()))
                        .build();
    }

    private static @Nullable String withoutQuery(@Nullable String url) {
        int query = url == null ? -1 : url.indexOf('?');
        return query < 0 || url == null ? url : url.substring(0, query);
    }
}
