package io.github.kycsharing.validation;

/**
 * A rule that a request breaks, and where. Never carries the value.
 *
 * @param path the field in the wire names of the request body, for example {@code kycInfo.basicInfo.firstName} or
 *     {@code kycInfo.questionnaireInfo.answers[1].option}
 * @param rule the rule broken
 * @param message the rule in words that follow the path, for example {@code must be at most 400 characters}
 */
public record KycViolation(String path, KycRule rule, String message) {
    /**
     * The violation in one line.
     *
     * @return path, message and rule
     */
    @Override
    public String toString() {
        return path + " " + message + " [" + rule + "]";
    }
}
