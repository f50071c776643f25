// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.engine.item.Finding.Level;

/** PHOTO, LOGO, SOUND and KEY: bytes in the card become data: URIs (RFC 2397). */
final class MediaRules {
  static final String OCTETS = "application/octet-stream";

  /** A shorter word may be anything. */
  private static final int LONG_ENOUGH = 64;

  private static final boolean[] BASE64 = base64();

  private MediaRules() {}

  static ContactReader.Rule media(String kind) {
    return (draft, line, params) ->
        read(draft, line, params, "media", kind.toUpperCase(Locale.ROOT), kind);
  }

  static void key(Draft draft, ContentLine line, Params params) {
    read(draft, line, params, "cryptoKeys", "KEY", "");
  }

  private static void read(
      Draft draft, ContentLine line, Params params, String member, String prefix, String kind) {
    String value = line.value().trim();
    if (value.isEmpty()) {
      return;
    }
    boolean encoded = line.parameter("ENCODING").filter(e -> e.equals("b")).isPresent();
    Optional<String> type = params.takeValueType();
    ObjectNode entry = Draft.JSON.objectNode();
    if (!kind.isEmpty()) {
      entry.put("kind", kind);
    }
    if (encoded || (value.indexOf(':') < 0 && isLongBase64(value))) {
      if (!isBase64(value)) {
        draft.raw(line, "is not valid base64");
        return;
      }
      if (!encoded) {
        draft.find(Level.REPAIRED, line, "is base64 that does not say so");
      }
      String mediaType =
          params
              .take("MEDIATYPE")
              .or(() -> takeMediaType(params, kind))
              .orElseGet(() -> sniff(value));
      entry.put("uri", "data:" + mediaType + ";base64," + value);
    } else {
      String uri = draft.uri(value);
      if (type.filter(t -> t.equals("text") || t.equals("binary")).isPresent() || !hasScheme(uri)) {
        draft.raw(line, "is no URI");
        return;
      }
      entry.put("uri", uri);
      params
          .take("MEDIATYPE")
          .or(() -> uri.startsWith("data:") ? Optional.empty() : takeMediaType(params, kind))
          .ifPresent(mediaType -> entry.put("mediaType", mediaType));
    }
    draft.addLabelled(line, params, member, prefix, entry);
  }

  /** Old versions tell the format by TYPE: {@code JPEG}, sometimes {@code image/jpeg}. */
  private static Optional<String> takeMediaType(Params params, String kind) {
    for (String type : params.types()) {
      Optional<String> mediaType = mediaType(type, kind);
      if (mediaType.isPresent()) {
        params.takeType(type);
        return mediaType;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mediaType(String type, String kind) {
    if (type.indexOf('/') > 0) {
      return Optional.of(type);
    }
    if (type.equals("home") || type.equals("work") || type.equals("pref") || kind.isEmpty()) {
      return kind.isEmpty() && type.equals("pgp")
          ? Optional.of("application/pgp-keys")
          : Optional.empty();
    }
    return switch (type) {
      case "jpg" -> Optional.of("image/jpeg");
      case "wave" -> Optional.of("audio/wav");
      default ->
          isToken(type)
              ? Optional.of((kind.equals("sound") ? "audio/" : "image/") + type)
              : Optional.empty();
    };
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != '+') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** By the first bytes, for programs that do not say what they embed. */
  private static String sniff(String base64) {
    if (base64.startsWith("/9j/")) {
      return "image/jpeg";
    }
    if (base64.startsWith("iVBORw")) {
      return "image/png";
    }
    if (base64.startsWith("R0lGOD")) {
      return "image/gif";
    }
    return base64.startsWith("UklGR") ? "image/webp" : OCTETS;
  }

  static boolean hasScheme(String uri) {
    int colon = uri.indexOf(':');
    if (colon <= 0) {
      return false;
    }
    for (int i = 0; i < colon; i++) {
      char c = Character.toLowerCase(uri.charAt(i));
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != '+') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLongBase64(String value) {
    return value.length() >= LONG_ENOUGH && isBase64(value);
  }

  static boolean isBase64(String value) {
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '=') {
      end--;
    }
    if (value.length() - end > 2 || end == 0) {
      return false;
    }
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (c >= BASE64.length || !BASE64[c]) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] base64() {
    boolean[] signs = new boolean[128];
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        .chars()
        .forEach(c -> signs[c] = true);
    return signs;
  }
}
