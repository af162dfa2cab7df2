package io.github.kycsharing.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The questions of one questionnaire version and the options of each, as the exchange has configured them for the broker.
 * The exchange publishes no list, so the broker supplies it; without a template for a version, answers to that version are
 * not checked against questions and options.
 *
 * @param version the version, for example {@code KZ_V6}
 * @param questions the options by question key; a question without options takes any
 */
public record QuestionnaireTemplate(String version, Map<String, Set<String>> questions) {
    /**
     * Makes a template.
     *
     * @throws IllegalArgumentException if the version, a question or an option is blank, or there is no question
     */
    public QuestionnaireTemplate {
        if (version.isBlank()) {
            throw new IllegalArgumentException("A questionnaire template needs a version");
        }
        if (questions.isEmpty()) {
            throw new IllegalArgumentException(
                    "The questionnaire template " + version + " needs at least one question");
        }
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        questions.forEach((title, options) -> {
            if (title.isBlank() || options.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "The questionnaire template " + version + " has a blank question or option");
            }
            copy.put(title, Collections.unmodifiableSet(new LinkedHashSet<>(options)));
        });
        questions = Collections.unmodifiableMap(copy);
    }

    /**
     * Starts a template.
     *
     * @param version the version, for example {@code KZ_V6}
     * @return a new builder
     */
    public static Builder version(String version) {
        return new Builder(version);
    }

    /** Builds a {@link QuestionnaireTemplate} question by question. */
    public static final class Builder {
        private final String version;
        private final Map<String, Set<String>> questions = new LinkedHashMap<>();

        private Builder(String version) {
            this.version = version;
        }

        /**
         * Adds a question.
         *
         * @param title the question key
         * @param options the option keys that answer it; none if any option may
         * @return this builder
         * @throws IllegalArgumentException if the question has been added before
         */
        public Builder question(String title, String... options) {
            if (questions.putIfAbsent(title, new LinkedHashSet<>(List.of(options))) != null) {
                throw new IllegalArgumentException(
                        "The questionnaire template " + version + " has the question " + title + " already");
            }
            return this;
        }

        /**
         * Makes the template.
         *
         * @return the template
         * @throws IllegalArgumentException if the version, a question or an option is blank, or there is no question
         */
        public QuestionnaireTemplate build() {
            return new QuestionnaireTemplate(version, questions);
        }
    }
}
