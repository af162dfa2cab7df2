package io.github.kycsharing.console.internal.web;

import io.github.kycsharing.console.internal.access.FormToken;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds each page.
 *
 * @param title title of the page
 * @param root relative path of the console, so that links work below any prefix of a proxy
 * @param assets paths of the files below the root, by name
 * @param navigation links of the navigation
 * @param user name of the user; null if the user may not read
 * @param role what the user may do
 * @param token the token of forms; null if the application expects none
 */
record Layout(
        String title,
        String root,
        Map<String, String> assets,
        List<Link> navigation,
        @Nullable String user,
        String role,
        @Nullable FormToken token) {
    /**
     * A link of the navigation.
     *
     * @param label text
     * @param href relative path
     * @param isCurrent whether it is the page that is shown
     */
    record Link(String label, String href, boolean isCurrent) {}
}
