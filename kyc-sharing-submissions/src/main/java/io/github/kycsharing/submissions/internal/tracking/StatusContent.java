package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.model.KycLevel;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.LevelInfo;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.LevelSubStatus;
import io.github.kycsharing.model.ReviewStatus;
import io.github.kycsharing.model.StatusInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What distinguishes one status from another: levels, checks, and the reason for a refusal. Times, scores, limits and whatever the
 * documentation does not name can differ without being another status.
 */
final class StatusContent {
    private StatusContent() {}

    static byte[] of(KycStatus status) {
        Optional<StatusInfo> checks = status.statusInfo();
        return Stream.of(
                        level(status.levelInfo().flatMap(LevelInfo::currentLevel)),
                        level(status.levelInfo().flatMap(LevelInfo::passedLevel)),
                        Stream.of(
                                status.levelInfo().flatMap(LevelInfo::kycPass).map(String::valueOf),
                                check(checks.flatMap(StatusInfo::basicStatus)),
                                check(checks.flatMap(StatusInfo::identityStatus)),
                                check(checks.flatMap(StatusInfo::faceStatus)),
                                check(checks.flatMap(StatusInfo::wckStatus)),
                                checks.flatMap(StatusInfo::failReason)))
                .flatMap(values -> values)
                // With its length before it, so that no two lists of values have the same text.
                .map(value -> value.map(text -> text.length() + ":" + text).orElse("-"))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Optional<String>> level(Optional<KycLevel> level) {
        return Stream.of(
                level.flatMap(KycLevel::levelName),
                level.flatMap(KycLevel::kycStatus).map(LevelStatus::value),
                level.flatMap(KycLevel::kycLevelSubStatus).map(LevelSubStatus::value));
    }

    private static Optional<String> check(Optional<ReviewStatus> status) {
        return status.map(ReviewStatus::value);
    }
}
