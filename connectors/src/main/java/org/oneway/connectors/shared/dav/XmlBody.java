// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the XML that requests carry. */
public final class XmlBody {
  private static final Map<String, String> PREFIXES =
      Map.of(
          Name.DAV, "D",
          Name.CARDDAV, "CR",
          Name.CALDAV, "C",
          Name.CALENDAR_SERVER, "CS",
          Name.APPLE, "A");

  private final StringBuilder text = new StringBuilder(512);
  private final Name root;

  /** Begins a document whose root has this name. */
  public XmlBody(Name root) {
    this.root = root;
    text.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<").append(tag(root));
    PREFIXES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            space ->
                text.append(" xmlns:")
                    .append(space.getValue())
                    .append("=\"")
                    .append(space.getKey())
                    .append('"'));
    text.append('>');
  }

  /** Opens an element. */
  XmlBody open(Name name) {
    text.append('<').append(tag(name)).append('>');
    return this;
  }

  /** Closes it. */
  XmlBody close(Name name) {
    text.append("</").append(tag(name)).append('>');
    return this;
  }

  /** An element that holds nothing. */
  XmlBody empty(Name name) {
    text.append('<').append(tag(name)).append("/>");
    return this;
  }

  /** An element that holds nothing but these attributes. */
  XmlBody empty(Name name, Map<String, String> attributes) {
    text.append('<').append(tag(name));
    attributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            a ->
                text.append(' ')
                    .append(a.getKey())
                    .append("=\"")
                    .append(escaped(a.getValue()))
                    .append('"'));
    text.append("/>");
    return this;
  }

  /** An element that holds text. */
  XmlBody text(Name name, String value) {
    open(name);
    text.append(escaped(value));
    return close(name);
  }

  /** A {@code prop} that asks for these properties. */
  public XmlBody asking(List<Name> properties) {
    open(Name.dav("prop"));
    properties.forEach(this::empty);
    return close(Name.dav("prop"));
  }

  /** The document, in UTF-8. */
  byte[] bytes() {
    return (text + "</" + tag(root) + ">\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String tag(Name name) {
    String prefix = PREFIXES.get(name.space());
    if (prefix == null) {
      throw new IllegalArgumentException("no prefix for " + name.space());
    }
    return prefix + ":" + name.local();
  }

  /** What XML 1.0 cannot say at all becomes U+FFFD. */
  private static String escaped(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
