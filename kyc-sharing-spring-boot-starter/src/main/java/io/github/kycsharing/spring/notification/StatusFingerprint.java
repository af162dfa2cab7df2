package io.github.kycsharing.spring.notification;

import io.github.kycsharing.model.KycLevel;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.LevelInfo;
import io.github.kycsharing.model.StatusInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store keeps of a status, to recognise it: two statuses with the same fingerprint differ in nothing that an application
 * would be told of. Nothing of the status itself can be read from it.
 *
 * @param fingerprint 64 characters, {@code 0-9a-f}
 * @param isFinal whether the exchange has decided
 */
public record StatusFingerprint(String fingerprint, boolean isFinal) {
    /** Refuses null. */
    public StatusFingerprint {
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /**
     * Recognises a status by its levels, its checks and the reason for a refusal. Times, scores, limits and whatever the
     * documentation does not name can change without being a change of status.
     *
     * @param status the status as the exchange confirmed it
     * @return what to keep of it
     */
    public static StatusFingerprint of(KycStatus status) {
        MessageDigest digest = sha256();
        Optional<KycLevel> level = status.levelInfo().flatMap(LevelInfo::currentLevel);
        Optional<StatusInfo> checks = status.statusInfo();
        add(digest, level.flatMap(KycLevel::levelName));
        add(digest, level.flatMap(KycLevel::kycStatus));
        add(digest, level.flatMap(KycLevel::kycLevelSubStatus));
        add(digest, status.levelInfo().flatMap(LevelInfo::kycPass));
        add(digest, checks.flatMap(StatusInfo::basicStatus));
        add(digest, checks.flatMap(StatusInfo::identityStatus));
        add(digest, checks.flatMap(StatusInfo::faceStatus));
        add(digest, checks.flatMap(StatusInfo::wckStatus));
        add(digest, checks.flatMap(StatusInfo::failReason));
        return new StatusFingerprint(HexFormat.of().formatHex(digest.digest()), status.isFinal());
    }

    private static void add(MessageDigest digest, Optional<?> value) {
        byte[] text = value.map(String::valueOf).orElse("").getBytes(StandardCharsets.UTF_8);
        // The length first, so that no two lists of values read the same.
        digest.update((value.isPresent() ? text.length + ":" : "-").getBytes(StandardCharsets.US_ASCII));
        digest.update(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
