package io.github.kycsharing.spring;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the properties directly under {@code kyc-sharing} describe an unnamed client, and not only defaults for named
 * ones.
 */
final class SingleFormCondition extends SpringBootCondition implements ConfigurationCondition {
    private static final ConfigurationPropertyName KEY = ConfigurationPropertyName.of("kyc-sharing.biz-entity-key");

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("KYC sharing client without a name");
        boolean keyed = StreamSupport.stream(
                        ConfigurationPropertySources.get(context.getEnvironment())
                                .spliterator(),
                        false)
                .map(source -> source.getConfigurationProperty(KEY))
                .filter(Objects::nonNull)
                .findFirst()
                // The first source wins; an empty value removes the key of the others.
                .filter(property -> !String.valueOf(property.getValue()).isEmpty())
                .isPresent();
        if (keyed) {
            return ConditionOutcome.match(message.because("kyc-sharing.biz-entity-key is set"));
        }
        if (ClientDefinition.namesIn(context.getEnvironment()).isEmpty()) {
            return ConditionOutcome.match(message.because("no client has a name"));
        }
        return hasDetails(Objects.requireNonNull(context.getBeanFactory()))
                ? ConditionOutcome.match(message.because("there are KycSharingConnectionDetails for it"))
                : ConditionOutcome.noMatch(message.because("only named clients have a biz-entity-key"));
    }

    private static boolean hasDetails(ConfigurableListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForType(KycSharingConnectionDetails.class, true, false))
                .anyMatch(name -> !beans.containsBeanDefinition(name)
                        || !(beans.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition)
                        || definition.isDefaultCandidate());
    }
}
