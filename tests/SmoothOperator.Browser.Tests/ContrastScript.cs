namespace SmoothOperator.Browser.Tests;

/// <summary>JavaScript that lists visible, enabled text whose contrast with its ground is below WCAG AA (4.5:1).</summary>
internal static class ContrastScript
{
    internal const string Text = """
        () => {
          const channels = (color) => color.match(/[\d.]+/g).map(Number);
          const luminance = (color) => {
            const [r, g, b] = channels(color).slice(0, 3).map((value) => value / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const color = getComputedStyle(at).backgroundColor;
              if ((channels(color)[3] ?? 1) > 0.5) return color;
            }
            return 'rgb(255, 255, 255)';
          };
          const faint = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            const text = walker.currentNode.textContent.trim();
            if (text === '' || !element.checkVisibility() || element.closest('.sr-only, #announcer, :disabled')) continue;
            const [light, dark] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
            const ratio = (light + 0.05) / (dark + 0.05);
            if (ratio < 4.5) faint.push(`${text} (${ratio.toFixed(2)})`);
          }
          return faint;
        }
        """;
}
