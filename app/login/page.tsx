import type { Metadata } from "next";
import { LoginForm } from "@/components/shell/login-form";
import { safeNext } from "@/components/shell/safe-next";

export const metadata: Metadata = { title: "Log in" };

interface LoginPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next } = await searchParams;
  return <LoginForm next={safeNext(typeof next === "string" ? next : undefined)} />;
}
