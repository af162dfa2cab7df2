package io.github.kycsharing.spring.internal;

import java.util.List;
import java.util.stream.Collectors;

/** The client cannot be made from the properties. Names the properties, and no value of them. */
public final class InvalidKycSharingConfigurationException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidKycSharingConfigurationException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::describe)
                .collect(Collectors.joining("; ", "No KYC sharing client can be made: ", "")));
        this.problems = List.copyOf(problems);
    }

    /**
     * All that is wrong.
     *
     * @return at least one
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One property that cannot be used as it is.
     *
     * @param property the property's whole name
     * @param what what is wrong, in words that follow the name
     * @param action what to set, as a sentence
     */
    public record Problem(String property, String what, String action) {
        /**
         * Says what is wrong.
         *
         * @return the property and what is wrong with it
         */
        public String describe() {
            return property + " " + what;
        }
    }
}
