package io.github.kycsharing;

import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.InformationRequestPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Iterates over the requests for information on all pages, and queries a page when it is reached. */
final class InformationRequestPages implements Iterator<InformationRequest> {
    // The largest number of rows that the exchange takes is not documented.
    static final int ROWS = 50;

    private final IntFunction<InformationRequestPage> pages;
    private final Deque<InformationRequest> rows = new ArrayDeque<>();
    private final Set<Object> seen = new HashSet<>();
    private int page;
    private boolean ended;

    private InformationRequestPages(IntFunction<InformationRequestPage> pages) {
        this.pages = pages;
    }

    static Stream<InformationRequest> stream(IntFunction<InformationRequestPage> pages) {
        return StreamSupport.stream(
                () -> Spliterators.spliteratorUnknownSize(
                        new InformationRequestPages(pages), Spliterator.ORDERED | Spliterator.NONNULL),
                Spliterator.ORDERED | Spliterator.NONNULL,
                false);
    }

    @Override
    public boolean hasNext() {
        if (rows.isEmpty() && !ended) {
            fetch();
        }
        return !rows.isEmpty();
    }

    private void fetch() {
        InformationRequestPage fetched = pages.apply(page + 1);
        page++;
        for (InformationRequest row : fetched.rows()) {
            if (seen.add(row.recordId().<Object>map(id -> id).orElse(row))) {
                rows.add(row);
            }
        }
        // A page without a new row is empty, or the exchange repeats one.
        ended = rows.isEmpty() || seen.size() >= fetched.total().orElse(Long.MAX_VALUE);
    }

    @Override
    public InformationRequest next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.remove();
    }
}
