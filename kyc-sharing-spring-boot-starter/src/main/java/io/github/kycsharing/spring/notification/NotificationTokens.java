package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.internal.SecretTexts;
import io.github.kycsharing.spring.internal.SharingEntity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What makes a notifyUrl unguessable, and tells whose it is. Made of a secret and not of chance, so that all instances agree. */
final class NotificationTokens implements KycNotificationUrls, SecretTexts {
    private final String prefix;
    private final List<Tokens> entities;

    NotificationTokens(String prefix, String secret, List<String> previousSecrets, List<SharingEntity> entities) {
        this.prefix = prefix;
        this.entities = entities.stream()
                .map(entity -> new Tokens(
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

    /** Whose token it is. Takes the same time for any text of the same length. */
    Optional<SharingEntity> ownerOf(String text) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        Optional<SharingEntity> owner = Optional.empty();
        for (Tokens tokens : entities) {
            for (String token : tokens.all) {
                boolean isIt = MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8));
                owner = isIt ? Optional.of(tokens.entity) : owner;
            }
        }
        return owner;
    }

    private static String token(String secret, String bizEntityKey) {
        byte[] text = ("notify:" + bizEntityKey).getBytes(StandardCharsets.UTF_8);
        byte[] hmac = HexFormat.of().parseHex(RequestSigner.hmacSha256(secret).sign(text));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
    }

    private static final class Tokens {
        private final SharingEntity entity;
        private final List<String> all;

        Tokens(SharingEntity entity, List<String> all) {
            this.entity = entity;
            this.all = all;
        }
    }
}
