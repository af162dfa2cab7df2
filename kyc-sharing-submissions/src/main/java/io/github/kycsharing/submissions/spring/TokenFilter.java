package io.github.kycsharing.submissions.spring;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps tokens out of metrics and traces: cuts the path in all values of an observed request before the token. */
final class TokenFilter implements ObservationFilter {
    private final String path;
    private final Pattern token;

    TokenFilter(String path) {
        this.path = path + "/";
        this.token = Pattern.compile("(?s)" + Pattern.quote(this.path) + ".*");
    }

    @Override
    public Observation.Context map(Observation.Context context) {
        if (context instanceof ReceiverContext<?>) {
            context.getLowCardinalityKeyValues().stream()
                    .filter(this::hasToken)
                    .forEach(tag -> context.addLowCardinalityKeyValue(cut(tag)));
            context.getHighCardinalityKeyValues().stream()
                    .filter(this::hasToken)
                    .forEach(tag -> context.addHighCardinalityKeyValue(cut(tag)));
        }
        return context;
    }

    private boolean hasToken(KeyValue tag) {
        return tag.getValue().contains(path);
    }

    private KeyValue cut(KeyValue tag) {
        return KeyValue.of(
                tag.getKey(), token.matcher(tag.getValue()).replaceFirst(Matcher.quoteReplacement(path + "***")));
    }
}
