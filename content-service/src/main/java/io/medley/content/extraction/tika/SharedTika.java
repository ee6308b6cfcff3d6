package io.medley.content.extraction.tika;

import org.apache.tika.config.TikaConfig;
import org.apache.tika.parser.AutoDetectParser;

/**
 * Tika's detectors and parsers, looked up once in a process: the look-up goes through the whole
 * class path. Safe for several threads.
 */
final class SharedTika {

  static final TikaConfig CONFIG = TikaConfig.getDefaultConfig();

  static final AutoDetectParser PARSER = new AutoDetectParser(CONFIG);

  private SharedTika() {}
}
