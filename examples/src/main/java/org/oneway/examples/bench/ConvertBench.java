// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * vCard to JSContact and back for a messy address book many times over, against ez-vcard, which
 * only reads and writes it, in the same JVM; and a photo of 50 MB in a heap of 256 MB.
 */
public final class ConvertBench {
  private static final int MEGABYTES = 256;
  private static final int COPIES = 10;
  private static final int ROUNDS = 21;
  private static final int PHOTO = 50 << 20;
  private static final double PROMISED = 1.0;

  private ConvertBench() {}

  /** Measures; its argument is the address book. */
  public static void main(String[] arguments) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("convert")) {
      Measured measured = measure(Path.of(arguments[0]), COPIES, ROUNDS, MEGABYTES, work.path());
      System.out.println(measured.line());
      photo(PHOTO, MEGABYTES, work.path());
      System.out.printf(
          Locale.ROOT, "a photo of %d MB went through in %d MB%n", PHOTO >> 20, MEGABYTES);
      if (measured.ratio() < PROMISED) {
        throw new IllegalStateException("that is slower than ez-vcard");
      }
    }
  }

  /**
   * What was measured.
   *
   * @param ours milliseconds of processor time for all cards
   * @param theirs milliseconds of ez-vcard for the same
   * @param ratio how many times as many cards in the same time, the middle of all rounds
   */
  record Measured(long cards, long ours, long theirs, double ratio) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%,d cards: to JSContact and back %,d in a second of processor time,"
              + " read and written by ez-vcard %,d; %.2f times as many",
          cards,
          cards * 1000 / ours,
          cards * 1000 / theirs,
          ratio);
    }
  }

  static Measured measure(Path book, int copies, int rounds, int megabytes, Path work)
      throws IOException {
    Path file = work.resolve("cards.vcf");
    byte[] once = Files.readAllBytes(book);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < copies; i++) {
        out.write(once);
      }
    }
    long[] result =
        ChildJvm.numbersOf(megabytes, ConvertRun.class, file.toString(), String.valueOf(rounds));
    return new Measured(
        result[0], Math.max(result[1], 1), Math.max(result[2], 1), result[3] / 1000.0);
  }

  /**
   * Converts a card with a photo of so many bytes.
   *
   * @throws IllegalStateException if it does not fit
   */
  static void photo(int bytes, int megabytes, Path work) throws IOException {
    Path file = ConvertRun.withPhoto(work, bytes);
    long[] result = ChildJvm.numbersOf(megabytes, ConvertRun.class, file.toString(), "0");
    if (result[0] != 1) {
      throw new IllegalStateException("the card was not converted");
    }
  }
}
