package io.github.kycsharing.submissions;

import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.model.ShareKycRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Streams rows of a source one by one. */
final class RowStream {
    private RowStream() {}

    /** The rows that the supplier returns, until it returns null. */
    static Stream<BackfillRow> of(Supplier<@Nullable BackfillRow> next) {
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<BackfillRow>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super BackfillRow> consumer) {
                        BackfillRow row = next.get();
                        if (row == null) {
                            return false;
                        }
                        consumer.accept(row);
                        return true;
                    }
                },
                false);
    }

    /** Reads a row; JSON that is no request becomes the rules that it breaks. */
    static BackfillRow read(long position, Supplier<ShareKycRequest> request) {
        try {
            return BackfillRow.of(position, request.get());
        } catch (KycJsonException e) {
            return e.violations().isEmpty()
                    ? unreadable(position)
                    : BackfillRow.unreadable(
                            position,
                            e.violations().stream().map(BackfillViolation::of).toList());
        }
    }

    static BackfillRow unreadable(long position) {
        return BackfillRow.unreadable(position, List.of(new BackfillViolation("", BackfillViolation.UNREADABLE)));
    }

    static UncheckedIOException unreadableFile(IOException e) {
        return new UncheckedIOException("The file of the back-fill cannot be read", e);
    }

    static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            throw unreadableFile(e);
        }
    }
}
