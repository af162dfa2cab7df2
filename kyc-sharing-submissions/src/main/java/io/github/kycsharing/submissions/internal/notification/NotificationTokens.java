package io.github.kycsharing.submissions.internal.notification;

import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.internal.SecretTexts;
import io.github.kycsharing.spring.internal.SharingEntity;
import io.github.kycsharing.submissions.KycNotificationUrls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tokens of the notifyUrls, one for each access entity. They are derived from a secret, so that all instances agree. */
public final class NotificationTokens implements KycNotificationUrls, SecretTexts {
    private final String prefix;
    private final List<EntityTokens> entities;

    /** The first token of an entity is of the secret, further ones are of the previous secrets. */
    public NotificationTokens(
            String prefix, String secret, List<String> previousSecrets, List<SharingEntity> entities) {
        this.prefix = prefix;
        this.entities = entities.stream()
                .map(entity -> new EntityTokens(
                        entity,
                        Stream.concat(Stream.of(secret), previousSecrets.stream())
                                .map(each -> token(each, entity.bizEntityKey()))
                                .toList()))
                .toList();
    }

    @Override
    public Optional<String> urlOf(String clientName) {
        return entities.stream()
                .filter(tokens -> tokens.entity.clientName().equals(clientName))
                .findFirst()
                .map(tokens -> prefix + tokens.all.get(0));
    }

    @Override
    public Collection<String> secretTexts() {
        return entities.stream().flatMap(tokens -> tokens.all.stream()).toList();
    }

    /** The entity of a token. Takes the same time for any text of the same length. */
    Optional<SharingEntity> ownerOf(String text) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        Optional<SharingEntity> owner = Optional.empty();
        for (EntityTokens tokens : entities) {
            for (String token : tokens.all) {
                boolean isEqual = MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8));
                owner = isEqual ? Optional.of(tokens.entity) : owner;
            }
        }
        return owner;
    }

    private static String token(String secret, String bizEntityKey) {
        byte[] text = ("notify:" + bizEntityKey).getBytes(StandardCharsets.UTF_8);
        byte[] hmac = HexFormat.of().parseHex(RequestSigner.hmacSha256(secret).sign(text));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
    }

    /** Not a record, whose text would contain the tokens. */
    private static final class EntityTokens {
        private final SharingEntity entity;
        private final List<String> all;

        EntityTokens(SharingEntity entity, List<String> all) {
            this.entity = entity;
            this.all = all;
        }
    }
}
