package io.github.kycsharing.benchmarks;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareResult;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** This project's client with its defaults. */
final class OurClient implements Caller {
    private final KycSharingClient client;
    private final KycInfo record;

    OurClient(Target target, int bytes) {
        this(target, bytes, builder -> {});
    }

    private OurClient(Target target, int bytes, Consumer<KycSharingClientBuilder> customizer) {
        KycSharingClientBuilder builder = KycSharingClient.builder()
                .bizEntityKey(SyntheticRecords.BIZ_ENTITY_KEY)
                .secret(SyntheticRecords.SECRET)
                .brokerType(BrokerType.STANDARD)
                .baseUrl(target.baseUrl());
        if (target.trust() != null) {
            builder.tls(target.trust().sslContext(), target.trust().trustManager());
        }
        customizer.accept(builder);
        this.client = builder.build();
        this.record = SyntheticRecords.ofBytes(bytes);
    }

    static OurClient withVirtualThreads(Target target, int bytes) {
        return new OurClient(target, bytes, builder -> builder.asyncThreadFactory(VirtualThreads.factory()));
    }

    @Override
    public void call() {
        client.share(record);
    }

    @Override
    public CompletableFuture<ShareResult> callAsync() {
        return client.shareAsync(record);
    }

    @Override
    public void close() {
        client.close();
    }
}
