package io.github.kycsharing.submissions.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The same operations over HTTP, where a refusal is a status and not an exception. */
@EndpointWebExtension(endpoint = KycBackfillsEndpoint.class)
final class KycBackfillsWebExtension {
    private final KycBackfillsEndpoint endpoint;

    KycBackfillsWebExtension(KycBackfillsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @ReadOperation
    WebEndpointResponse<?> backfills() {
        return EndpointResponses.of(endpoint::backfills);
    }

    @ReadOperation
    WebEndpointResponse<?> backfill(@Selector String client, @Selector String name) {
        return EndpointResponses.of(() -> endpoint.backfill(client, name));
    }

    @ReadOperation
    WebEndpointResponse<?> invalidRows(
            @Selector String client,
            @Selector String name,
            @Selector KycBackfillsEndpoint.BackfillPart part,
            @Nullable Long after,
            @Nullable Integer limit) {
        return EndpointResponses.of(() -> endpoint.invalidRows(client, name, part, after, limit));
    }

    @WriteOperation
    WebEndpointResponse<?> execute(
            @Selector String client,
            @Selector String name,
            KycBackfillsEndpoint.BackfillAction command,
            String reason,
            SecurityContext caller) {
        return EndpointResponses.of(() -> endpoint.execute(client, name, command, reason, caller));
    }
}
