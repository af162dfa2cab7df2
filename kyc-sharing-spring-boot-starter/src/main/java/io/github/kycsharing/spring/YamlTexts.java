package io.github.kycsharing.spring;

import io.github.kycsharing.spring.KycSharingProperties.Question;
import io.github.kycsharing.spring.KycSharingProperties.Questionnaire;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * Rejects keys of questions and options that YAML has parsed as a number or boolean: {@code yes} becomes {@code true} and
 * {@code 010} becomes {@code 8}, and the original text is lost.
 */
final class YamlTexts {
    private final Iterable<ConfigurationPropertySource> sources;
    private final ConfigurationErrors errors;

    YamlTexts(Environment environment, ConfigurationErrors errors) {
        this.sources = ConfigurationPropertySources.get(environment);
        this.errors = errors;
    }

    void check(PropertyValue<List<Questionnaire>> questionnaires) {
        List<Questionnaire> all = Objects.requireNonNullElse(questionnaires.value(), List.of());
        for (int i = 0; i < all.size(); i++) {
            String path = questionnaires.property() + "[" + i + "]";
            check(path + ".version");
            List<Question> questions = all.get(i).questions();
            for (int j = 0; j < questions.size(); j++) {
                String question = path + ".questions[" + j + "]";
                check(question + ".title");
                check(question + ".options");
                for (int k = 0; k < questions.get(j).options().size(); k++) {
                    check(question + ".options[" + k + "]");
                }
            }
        }
    }

    private void check(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid("kyc-sharing." + property);
        boolean isMangled = name != null
                && all().map(source -> source.getConfigurationProperty(name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(ConfigurationProperty::getValue)
                        .filter(value -> value instanceof Boolean || value instanceof Number)
                        .isPresent();
        if (isMangled) {
            errors.add(
                    property,
                    "is not a text: without quotes, yes is read as true and 010 as 8",
                    "Put the value of %s in quotes.");
        }
    }

    private Stream<ConfigurationPropertySource> all() {
        return StreamSupport.stream(sources.spliterator(), false);
    }
}
