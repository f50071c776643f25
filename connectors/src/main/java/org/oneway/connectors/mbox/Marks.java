// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.oneway.connectors.shared.mime.Headers;

/**
 * Says flags as the file has said them of a message: by the fields that are there, each kept as
 * true as the others.
 */
final class Marks {
  private static final int ROOM_FOR_KEYS = 80;
  private static final int WORD = 45;
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "$seen", Bookkeeping.READ,
          "$answered", Bookkeeping.REPLIED,
          "$flagged", Bookkeeping.MARKED,
          "$forwarded", Bookkeeping.FORWARDED);
  private static final Map<String, String> LETTERS =
      new TreeMap<>(Map.of("$answered", "A", "$deleted", "D", "$draft", "T", "$flagged", "F"));

  private Marks() {}

  /**
   * The fields that say these flags, by their names; what has no value is to go.
   *
   * @param before the header in the file as it is; that of no message where it is new
   */
  static Map<String, String> fields(
      Headers before, boolean isNew, FileForm form, Set<String> wanted) {
    Set<String> flags = new TreeSet<>();
    wanted.stream().filter(flag -> flag.matches("[!-~&&[^,\"]]+")).forEach(flags::add);
    boolean isMozilla = has(before, "x-mozilla-status") || (isNew && form.isMozilla());
    boolean isGmail = has(before, "x-gmail-labels");
    List<String> labels = isGmail ? labels(before, flags) : List.of();
    boolean isPlain =
        has(before, "status")
            || has(before, "x-status")
            || has(before, "x-keywords")
            || (!isMozilla && labels.isEmpty());
    Map<String, String> fields = new LinkedHashMap<>();
    if (isPlain) {
      fields.put("Status", flags.contains("$seen") ? "RO" : "O");
      StringBuilder letters = new StringBuilder();
      LETTERS.forEach((flag, letter) -> letters.append(flags.contains(flag) ? letter : ""));
      fields.put("X-Status", letters.toString());
      fields.put("X-Keywords", String.join(" ", others(flags, LETTERS.keySet())));
    }
    if (isMozilla) {
      int number = new Bookkeeping(before).mozilla();
      for (Map.Entry<String, Integer> flag : NUMBERS.entrySet()) {
        int bit = flag.getValue();
        number = flags.contains(flag.getKey()) ? number | bit : number & ~bit;
      }
      fields.put("X-Mozilla-Status", String.format(Locale.ROOT, "%04x", number));
      if (isNew) {
        fields.put("X-Mozilla-Status2", "00000000");
      }
      Set<String> keys = others(flags, NUMBERS.keySet());
      if (isPlain) {
        keys.removeAll(LETTERS.keySet());
      }
      // Room, so that Thunderbird can change it in place.
      fields.put(
          "X-Mozilla-Keys", String.format("%-" + ROOM_FOR_KEYS + "s", String.join(" ", keys)));
    }
    if (isGmail) {
      fields.put("X-Gmail-Labels", encoded(labels));
    }
    return fields;
  }

  private static boolean has(Headers headers, String name) {
    return headers.fields().stream().anyMatch(field -> field.name().equals(name));
  }

  private static Set<String> others(Set<String> flags, Set<String> said) {
    Set<String> others = new TreeSet<>(flags);
    others.remove("$seen");
    others.removeAll(said);
    return others;
  }

  /** Gmail's labels as they are, but for those that are flags. */
  private static List<String> labels(Headers before, Set<String> flags) {
    List<String> labels = new ArrayList<>();
    Set<String> left = others(flags, Set.of("$flagged", "$draft"));
    boolean isUnread = !flags.contains("$seen");
    boolean isStarred = flags.contains("$flagged");
    boolean isDraft = flags.contains("$draft");
    for (String label : Bookkeeping.labels(before.first("x-gmail-labels").orElse(""))) {
      String word = label.toLowerCase(Locale.ROOT);
      boolean isKept = true;
      if (Bookkeeping.UNREAD.contains(word)) {
        isKept = isUnread;
        isUnread = false;
      } else if (Bookkeeping.STARRED.contains(word)) {
        isKept = isStarred;
        isStarred = false;
      } else if (Bookkeeping.DRAFT.contains(word)) {
        isKept = isDraft;
        isDraft = false;
      } else if (word.startsWith(Bookkeeping.KEYWORD)) {
        String flag = Bookkeeping.keyword(word);
        isKept = left.remove(flag);
      }
      if (isKept) {
        labels.add(label);
      }
    }
    left.forEach(flag -> labels.add("IMAP_" + flag));
    if (isUnread) {
      labels.add("Unread");
    }
    if (isStarred) {
      labels.add("Starred");
    }
    if (isDraft) {
      labels.add("Drafts");
    }
    return labels;
  }

  /** The list as a header field can hold it. */
  private static String encoded(List<String> labels) {
    List<String> quoted =
        labels.stream().map(label -> label.contains(",") ? "\"" + label + "\"" : label).toList();
    String list = String.join(",", quoted);
    if (list.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !list.contains("=?")) {
      return list;
    }
    StringBuilder words = new StringBuilder();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < list.length(); ) {
      String next = Character.toString(list.codePointAt(i));
      if ((word + next).getBytes(StandardCharsets.UTF_8).length > WORD) {
        words.append(word(word.toString())).append(' ');
        word.setLength(0);
      }
      word.append(next);
      i += next.length();
    }
    return words.append(word(word.toString())).toString();
  }

  private static String word(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
