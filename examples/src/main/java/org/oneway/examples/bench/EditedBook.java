// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A file of contacts in which some are edited, some come and some go, again and again. */
final class EditedBook {
  /** One in so many is edited each time. */
  private static final int EDITED = 20;

  /** One in so many goes each time, and another comes. */
  private static final int REPLACED = 500;

  private final Path file;
  private final Random random;

  /** By number; how often each was edited. */
  private final Map<Integer, Integer> edits = new LinkedHashMap<>();

  private int next;

  EditedBook(Path file, int contacts, Random random) {
    this.file = file;
    this.random = random;
    while (next < contacts) {
      edits.put(next++, 0);
    }
  }

  /** The uids that are in it. */
  Set<String> uids() {
    Set<String> uids = new TreeSet<>();
    edits.keySet().forEach(number -> uids.add(uid(number)));
    return uids;
  }

  /** Edits it, and writes it anew. */
  void edit() throws IOException {
    List<Integer> numbers = new ArrayList<>(edits.keySet());
    for (int i = 0; i < numbers.size() / REPLACED; i++) {
      edits.remove(numbers.get(random.nextInt(numbers.size())));
      edits.put(next++, 0);
    }
    for (int i = 0; i < numbers.size() / EDITED; i++) {
      edits.computeIfPresent(
          numbers.get(random.nextInt(numbers.size())), (number, times) -> times + 1);
    }
    StringBuilder cards = new StringBuilder();
    edits.forEach((number, times) -> cards.append(card(number, times)));
    Path fresh = file.resolveSibling("book.new");
    Files.writeString(fresh, cards);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String uid(int number) {
    return "person-" + number;
  }

  /** Each edit changes a telephone number and, now and then, whether there is a note. */
  private static String card(int number, int times) {
    return """
        BEGIN:VCARD
        VERSION:4.0
        UID:%s
        FN:Given%d Family%d
        N:Family%d;Given%d;;;
        EMAIL;TYPE=home:person%d@example.org
        TEL;TYPE=work:+44 20 7946 %04d
        TEL;TYPE=cell:+1 %03d 555 %04d
        ADR:;;%d Long Street;Town;;;England
        """
            .formatted(
                uid(number),
                number,
                number,
                number,
                number,
                number,
                number % 10_000,
                200 + number / 10_000,
                times,
                number)
        + (times % 3 == 1 ? "NOTE:edited " + times + " times\n" : "")
        + "END:VCARD\n";
  }
}
