// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large the media behind a text is: a data: URI (RFC 2397), or what the state keeps of one. */
final class Media {
  private static final Pattern KEPT = Pattern.compile("x-oneway-media:.*;size=(\\d{1,15})(;.*)?");

  private Media() {}

  /** The size in bytes; empty for any other text. */
  static Optional<Long> size(String text) {
    if (text.startsWith("x-oneway-media:")) {
      Matcher kept = KEPT.matcher(text);
      return kept.matches() ? Optional.of(Long.parseLong(kept.group(1))) : Optional.empty();
    }
    int comma = text.indexOf(',');
    if (!text.regionMatches(true, 0, "data:", 0, 5) || comma < 0) {
      return Optional.empty();
    }
    long length = text.length() - comma - 1L;
    boolean base64 = text.substring(0, comma).endsWith(";base64");
    long padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    return Optional.of(base64 ? length * 3 / 4 - padding : length);
  }
}
