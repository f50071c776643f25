// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.connectors.shared.mime.EncodedWords;
import org.oneway.connectors.shared.mime.Headers;

/**
 * What the file says of a message in header fields that are not the message's: Unix programs'
 * {@code Status}, Thunderbird's {@code X-Mozilla-Status}, Gmail's {@code X-Gmail-Labels}.
 */
final class Bookkeeping {
  /** Fields that belong to the file, in lower case; no message is sent with them. */
  static final Set<String> FIELDS =
      Set.of(
          "status",
          "x-status",
          "x-keywords",
          "x-uid",
          "x-imap",
          "x-imapbase",
          "x-mozilla-status",
          "x-mozilla-status2",
          "x-mozilla-keys",
          "x-gm-thrid",
          "x-gmail-labels",
          "content-length");

  static final int READ = 0x0001;
  static final int REPLIED = 0x0002;
  static final int MARKED = 0x0004;
  private static final int EXPUNGED = 0x0008;
  static final int FORWARDED = 0x1000;
  private static final String DUMMY = "DON'T DELETE THIS MESSAGE";

  /** What Gmail calls a message that was not opened, in several languages. */
  static final Set<String> UNREAD =
      Set.of(
          "unread",
          "ungelesen",
          "non lu",
          "non lus",
          "no le\u00eddo",
          "no le\u00eddos",
          "ongelezen",
          "da leggere",
          "n\u00e3o lida",
          "n\u00e3o lidas");

  static final Set<String> STARRED =
      Set.of(
          "starred",
          "markiert",
          "suivi",
          "suivis",
          "destacado",
          "destacados",
          "met ster",
          "speciali",
          "com estrela");
  static final Set<String> DRAFT =
      Set.of(
          "draft",
          "drafts",
          "entwurf",
          "entw\u00fcrfe",
          "brouillon",
          "brouillons",
          "borrador",
          "borradores",
          "concept",
          "concepten",
          "bozza",
          "bozze",
          "rascunho",
          "rascunhos");
  static final String KEYWORD = "imap_";

  private final Headers headers;
  private final int mozilla;

  Bookkeeping(Headers headers) {
    this.headers = headers;
    this.mozilla =
        headers
            .first("x-mozilla-status")
            .filter(value -> value.matches("[0-9a-fA-F]{1,7}"))
            .map(value -> Integer.parseInt(value, 16))
            .orElse(0);
  }

  /** Whether this is no mail: deleted and only not yet cut out, or a mail program's own notes. */
  boolean isNoMail() {
    boolean isDummy =
        headers.first("subject").filter(subject -> subject.startsWith(DUMMY)).isPresent()
            && (headers.first("x-imap").isPresent() || headers.first("x-imapbase").isPresent());
    return isDummy || (mozilla & EXPUNGED) != 0;
  }

  /** All that Thunderbird keeps in its number, flags and more. */
  int mozilla() {
    return mozilla;
  }

  /** The flags, as JMAP names them. */
  Set<String> keywords() {
    Set<String> keywords = new TreeSet<>();
    String status = headers.first("status").orElse("") + headers.first("x-status").orElse("");
    add(keywords, "$seen", status.contains("R") || (mozilla & READ) != 0);
    add(keywords, "$answered", status.contains("A") || (mozilla & REPLIED) != 0);
    add(keywords, "$flagged", status.contains("F") || (mozilla & MARKED) != 0);
    add(keywords, "$draft", status.contains("T"));
    add(keywords, "$deleted", status.contains("D"));
    add(keywords, "$forwarded", (mozilla & FORWARDED) != 0);
    for (String field : List.of("x-mozilla-keys", "x-keywords")) {
      for (String word : headers.first(field).orElse("").split("[ ,]+", -1)) {
        add(keywords, word.toLowerCase(Locale.ROOT), !word.isEmpty());
      }
    }
    headers.first("x-gmail-labels").ifPresent(labels -> addLabels(keywords, labels));
    return keywords;
  }

  private static void add(Set<String> keywords, String keyword, boolean isSet) {
    if (isSet) {
      keywords.add(keyword);
    }
  }

  private static void addLabels(Set<String> keywords, String value) {
    boolean isRead = true;
    for (String label : labels(value)) {
      String word = label.toLowerCase(Locale.ROOT);
      isRead &= !UNREAD.contains(word);
      add(keywords, "$flagged", STARRED.contains(word));
      add(keywords, "$draft", DRAFT.contains(word));
      if (word.startsWith(KEYWORD)) {
        keywords.add(keyword(word));
      }
    }
    add(keywords, "$seen", isRead);
  }

  /** The keyword that a label in lower case stands for. */
  static String keyword(String label) {
    String keyword = label.substring(KEYWORD.length());
    return keyword.equals("forwarded") ? "$forwarded" : keyword;
  }

  /** The labels of a list whose elements may be quoted. */
  static List<String> labels(String value) {
    List<String> labels = new ArrayList<>();
    StringBuilder label = new StringBuilder();
    boolean isQuoted = false;
    String list = EncodedWords.decode(value);
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        labels.add(label.toString().trim());
        label.setLength(0);
      } else {
        label.append(c);
      }
    }
    labels.add(label.toString().trim());
    labels.removeIf(String::isEmpty);
    return List.copyOf(labels);
  }
}
