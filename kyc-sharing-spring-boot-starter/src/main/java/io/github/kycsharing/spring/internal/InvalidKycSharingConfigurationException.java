package io.github.kycsharing.spring.internal;

import java.util.List;
import java.util.stream.Collectors;

/** Invalid properties. Names the properties but none of their values. */
public final class InvalidKycSharingConfigurationException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidKycSharingConfigurationException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::describe)
                .collect(Collectors.joining("; ", "No KYC sharing client can be created: ", "")));
        this.problems = List.copyOf(problems);
    }

    /**
     * The errors.
     *
     * @return at least one error
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * An invalid property.
     *
     * @param property the full property name
     * @param what the error, in words that follow the name
     * @param action what to set, as a sentence
     */
    public record Problem(String property, String what, String action) {
        /**
         * Describes the error.
         *
         * @return the property and its error
         */
        public String describe() {
            return property + " " + what;
        }
    }
}
