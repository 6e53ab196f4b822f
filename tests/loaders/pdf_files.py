"""PDF files written by hand for the tests: pages of lines in a standard font."""

from collections.abc import Sequence

Drawn = tuple[float, float, str]
"""Points from the left and from below, and the words."""

PICTURE = b"q 300 0 0 300 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


def pdf(
    *pages: bytes | Sequence[Drawn], size: float = 12, matrix: str = "1 0 0 1", rotate: int = 0
) -> bytes:
    """A file with these pages; `matrix` turns or scales the text, `rotate` the pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    kids = []
    for page in pages:
        stream = page if isinstance(page, bytes) else _text(page, size, matrix)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (rotate, len(objects))
        )
    refs = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), refs)
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


def _text(lines: Sequence[Drawn], size: float, matrix: str) -> bytes:
    parts = [f"BT /F {size:g} Tf {matrix} {x:g} {y:g} Tm ({words}) Tj ET" for x, y, words in lines]
    return "\n".join(parts).encode("cp1252")


# One page, to be opened with the password `mat khau`; compressed and in base 85.
LOCKED = (
    "c-oy*O^6&t6b3;LeK6+W!Gl@|d(^I<uIg%RR`+jkjma*%i9zBD_48`eVYYkesmcBzo)p1@KcEMHz#xKp$-zUwqn"
    "L{*C`8ets3*bTQ4ET&XJ>Xt7cb5*^z^HG-}}C=UcH&s#omMLA(71d_|sQ65=JO#?4_hElXTT=!s*5XNzV=7OjE-"
    "_Xh1k_T1(Qid)v6SV4~?ao5}2K0=4gQ`4q-NGpr+FNqVaC19E|gE|qLdl1F$`sp220b%Z(&NOn-}H2BKQH@k>J@"
    "yjVC41XIPs}?s-XsyAZ8MY32b|^hWA@X2lwQbxwL<C4tHA&CHZY1gQ7Lu4BKNrT&WyD2V=~@#_1VWK;Yw8hX7d~"
    "P?MLwG%->do&+OE>v`oi+EmW$v<R`&XcH-16tPe8pHFQSmV0~*8@%vSR13x8d||K10FyX)j1H*eiM@yQ)eT^W4-"
    "{LbSauf6@+?<*gj-2b}&K`b9$dhQy(@cK8uKDyd_=juyuU7O$e`NRENySKk`<(cd3w(sO;SAV$sa<cX5#+NT{8u"
    "R|MZ#?q!o%iTpz8}8)=8bR9|9Rhu_ul=Y<36rBRw1WVFrr4*9f?#^%kyRcBY)G!pnn-+<xG+;)u^qiH%WTFs^{u"
    "KH3=l?8MD<nfZeb@v~gr%XC#~W*<nqU%BM=r4dcb8C8ZEjn}Ye=`JBq&vJ6jS0r|(OsTaGWDw(1#WSJ1TcG6l+r"
    "Pj<A5OSMk!8o3WAdRL)V8QrF`hS9-g1w!l#pW&X1+T;ZEP}n~hYnk!q*My4n9FkqT!EIdC~^b1*+{{HS71H0UV2"
    "4?$sI!sn;Gha^8mp!3eFdv>DiHum%v3*@?2^wsZi7xR6vm6T?SpFR<RG`b<RxAI#lQgVLxwggGbj*e=yy~ddl`E"
    "3CBA?#8IPijao>?i>y#NFZf}rr|Z$w-n2eRS4e5N72XC@cw>ZeIWm%lN$Z3MrXdK)DYqI5?FthtgdzlV9vEnpW;"
    "qf(M@lWgWQEY8utKuTsLU8$Fm9A}jElgv4H-zt0QH%Ssf<#5S0MyL8AXeZWbL*P5=x4M9)5_DQb-cWVT@t-k5=l"
    "Vm=?!kEaS&wLa<{o$&2GLMUTal%Ksf>bh<`tP1T2XbSCT7KA;R7O$|=ggUPmBhlb?i|BE<wN|&j;V8Jo(6;mNEl"
    ")&>>ln28Ca-BtYGs8SKoRfuDh8e4rw^TZAr3i|u*=|7L?QQqABhiyNFo>p&BQqJ7c``Gzw9-rd1~lEwq5"
)
