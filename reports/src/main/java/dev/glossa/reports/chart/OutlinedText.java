package dev.glossa.reports.chart;

import java.awt.Graphics;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.text.AttributedCharacterIterator;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;

/// Writes text as the outlines of its laid-out glyphs. Batik's own outlines are of single characters in the order of the
/// string: letters that do not join, vowel signs on the wrong side, right-to-left scripts backwards.
final class OutlinedText extends SVGGraphics2D {
    OutlinedText(SVGGeneratorContext context) {
        super(context, true);
    }

    private OutlinedText(OutlinedText other) {
        super(other);
    }

    @Override
    public Graphics create() {
        return new OutlinedText(this);
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (!text.isEmpty()) {
            outline(new TextLayout(text, getFont(), getFontRenderContext()), x, y);
        }
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        outline(new TextLayout(text, getFontRenderContext()), x, y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    private void outline(TextLayout layout, float x, float y) {
        fill(layout.getOutline(AffineTransform.getTranslateInstance(x, y)));
    }
}
