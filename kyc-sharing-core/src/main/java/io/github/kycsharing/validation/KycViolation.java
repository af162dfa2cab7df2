package io.github.kycsharing.validation;

/**
 * A rule that a request breaks, and the path of the field. It never contains the value.
 *
 * @param path the path of the field in the JSON request, for example {@code kycInfo.basicInfo.firstName} or
 *     {@code kycInfo.questionnaireInfo.answers[1].option}
 * @param rule the broken rule
 * @param message text that follows the path, for example {@code must be at most 400 characters}
 */
public record KycViolation(String path, KycRule rule, String message) {
    /**
     * Describes the violation in one line, without the value.
     *
     * @return path, message and rule
     */
    @Override
    public String toString() {
        return path + " " + message + " [" + rule + "]";
    }
}
